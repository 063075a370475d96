/// Gives strings to C as an array of pointers that ends with null.
func withWords<Answer>(_ words: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Answer) -> Answer {
    let (bytes, starts) = packed(words.map { Array($0.utf8) }, terminated: words.map { _ in true })
    return bytes.withUnsafeBufferPointer { bytes in
        let base = UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self)
        return (starts.map { $0.map { base + $0 } } + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}

/// Gives values to C as an array of pointers, null for none, and one of their lengths.
/// - Parameter terminated: which of them have to end with a null byte.
func withWires<Failure: Error>(
    _ wires: [[UInt8]?], terminated: [Bool],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<CInt>) throws(Failure) -> Void
) throws(Failure) {
    let (bytes, starts) = packed(wires, terminated: terminated)
    let lengths = wires.map { CInt($0?.count ?? 0) } + [0]
    try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
        let base = UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self)
        let pointers = starts.map { $0.map { base + $0 } } + [nil]
        try pointers.withUnsafeBufferPointer { pointers throws(Failure) in
            try lengths.withUnsafeBufferPointer { lengths throws(Failure) in
                try body(pointers.baseAddress!, lengths.baseAddress!)
            }
        }
    }
}

/// Values one behind another, and where each begins. There is a byte at least, so that they have an address.
private func packed(_ values: [[UInt8]?], terminated: [Bool]) -> (bytes: [UInt8], starts: [Int?]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.reduce(1) { $0 + ($1?.count ?? 0) + 1 })
    let starts = zip(values, terminated).map { value, isTerminated -> Int? in
        guard let value else { return nil }
        defer { bytes += isTerminated ? value + [0] : value }
        return bytes.count
    }
    return (bytes + [0], starts)
}
