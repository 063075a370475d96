import KlyftaModel

/// The directory at the end of a ZIP archive (APPNOTE 6.3.10, 4.3.12 and 4.3.16).
struct ZIPDirectory {
    private let bytes: [UInt8]
    private let source: String
    private let start: Int
    private let count: Int

    private static let localHeader: UInt32 = 0x0403_4b50
    private static let entryHeader: UInt32 = 0x0201_4b50
    private static let endRecord: UInt32 = 0x0605_4b50
    private static let zip64Locator: UInt32 = 0x0706_4b50

    init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        self.bytes = bytes
        self.source = source
        func fault(_ problem: String, _ remedy: String) -> SourceFault {
            SourceFault(at: source, problem, remedy: remedy)
        }
        // The record has 22 bytes and a comment of at most 65 535.
        let earliest = max(0, bytes.count - 22 - 65_535)
        let end = stride(from: bytes.count - 22, through: earliest, by: -1).first { place in
            bytes.uint32(place) == Self.endRecord && place + 22 + Int(bytes.uint16(place + 20)) == bytes.count
        }
        guard let end, bytes.count >= 22 else {
            throw fault("this is no ZIP archive, or its end is missing", "Fetch it again.")
        }
        let hasLocator = end >= 20 && bytes.uint32(end - 20) == Self.zip64Locator
        guard !hasLocator, bytes.uint16(end + 10) != .max, bytes.uint32(end + 16) != .max else {
            throw fault("the archive is in the form for more than 4 GB (ZIP64)", "Unpack it by hand.")
        }
        guard bytes.uint16(end + 4) == 0, bytes.uint16(end + 6) == 0, bytes.uint16(end + 8) == bytes.uint16(end + 10)
        else { throw fault("the archive is in several parts", "Join the parts.") }
        start = Int(bytes.uint32(end + 16))
        count = Int(bytes.uint16(end + 10))
        guard start + Int(bytes.uint32(end + 12)) <= end else {
            throw fault("the directory of the archive is damaged", "Fetch it again.")
        }
    }

    func entries(limit: Int) throws(SourceFault) -> [ZIPArchive.Entry] {
        guard count <= limit else {
            throw SourceFault(
                at: source, "there are \(count) files in it, and \(limit) are allowed", remedy: "Unpack it by hand.")
        }
        var entries: [ZIPArchive.Entry] = []
        var place = start
        for _ in 0..<count {
            guard place + 46 <= bytes.count, bytes.uint32(place) == Self.entryHeader else { throw damaged(source) }
            let lengths = [28, 30, 32].map { Int(bytes.uint16(place + $0)) }
            let next = place + 46 + lengths.reduce(0, +)
            guard next <= bytes.count else { throw damaged(source) }
            let name = Self.name(bytes[(place + 46)..<(place + 46 + lengths[0])])
            let entry = try entry(at: place, named: name)
            if !name.hasSuffix("/") { entries.append(entry) }
            place = next
        }
        if let twin = entries.firstRepetition(of: \.name) {
            throw SourceFault(
                at: "\(source): \(JSONReader.shown(twin.name))", "the file is there twice", remedy: "Unpack it by hand."
            )
        }
        return entries
    }

    private func entry(at place: Int, named name: String) throws(SourceFault) -> ZIPArchive.Entry {
        let spot = "\(source): \(JSONReader.shown(name))"
        let flags = bytes.uint16(place + 8)
        // Bit 0: encrypted; bit 6: strongly; bit 13: the directory too.
        guard flags & 0x2041 == 0 else {
            throw SourceFault(at: spot, "the entry is encrypted", remedy: "Unpack it by hand, with its password.")
        }
        let method = bytes.uint16(place + 10)
        guard method == 0 || method == 8 else {
            throw SourceFault(
                at: spot, "the entry is packed by method \(method), not stored or deflated",
                remedy: "Unpack it by hand.")
        }
        let (packed, size) = (bytes.uint32(place + 20), bytes.uint32(place + 24))
        guard packed != .max, size != .max, bytes.uint32(place + 42) != .max else {
            throw SourceFault(
                at: spot, "the entry is in the form for more than 4 GB (ZIP64)", remedy: "Unpack it by hand.")
        }
        let local = Int(bytes.uint32(place + 42))
        guard local + 30 <= bytes.count, bytes.uint32(local) == Self.localHeader else { throw damaged(spot) }
        // Lengths of name and extra field differ from the directory's: both are read here again.
        let data = local + 30 + Int(bytes.uint16(local + 26)) + Int(bytes.uint16(local + 28))
        guard data + Int(packed) <= start, method == 8 || packed == size else { throw damaged(spot) }
        return ZIPArchive.Entry(
            name: name, size: Int(size), isDeflated: method == 8, checksum: bytes.uint32(place + 16),
            data: data..<(data + Int(packed)))
    }

    private func damaged(_ place: String) -> SourceFault {
        SourceFault(at: place, "the directory of the archive is damaged", remedy: "Fetch it again.")
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

extension [UInt8] {
    /// Two bytes, the low one first; 0 beyond the end.
    fileprivate func uint16(_ place: Int) -> UInt16 {
        guard place >= 0, place + 2 <= count else { return 0 }
        return UInt16(self[place]) | UInt16(self[place + 1]) << 8
    }

    /// Four bytes, the lowest first; 0 beyond the end.
    fileprivate func uint32(_ place: Int) -> UInt32 {
        UInt32(uint16(place)) | UInt32(uint16(place + 2)) << 16
    }
}
