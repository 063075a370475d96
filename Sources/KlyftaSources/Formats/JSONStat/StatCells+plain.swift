extension JSONReader {
    /// Reads cells of a list as long as they are plain: `null`, or digits with perhaps a sign and a point, and a comma
    /// right behind. What comes next, perhaps a cell in another form or the last one, is left to be read one by one.
    /// - Parameter limit: how many cells are read at most.
    /// - Returns: how many were read.
    mutating func takePlainCells(
        into values: inout [Double], _ present: inout [Bool], atMost limit: Int
    ) -> Int {
        // Small enough to stay in a core's cache until they are appended.
        let stretch = 1_024
        var count = 0
        withUnsafeTemporaryAllocation(of: Double.self, capacity: stretch) { numbers in
            withUnsafeTemporaryAllocation(of: Bool.self, capacity: stretch) { marks in
                while true {
                    let (read, end) = plainCells(into: numbers, marks, atMost: min(stretch, limit - count))
                    values.append(contentsOf: UnsafeBufferPointer(rebasing: numbers[..<read]))
                    present.append(contentsOf: UnsafeBufferPointer(rebasing: marks[..<read]))
                    position = end
                    count += read
                    guard read == stretch else { return }
                }
            }
        }
        return count
    }

    /// Reads as many plain cells as there are, up to a limit, and says where they end.
    private func plainCells(
        into numbers: UnsafeMutableBufferPointer<Double>, _ marks: UnsafeMutableBufferPointer<Bool>, atMost limit: Int
    ) -> (count: Int, end: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, let number = numbers.baseAddress, let mark = marks.baseAddress else {
                return (0, position)
            }
            let end = base + bytes.count
            let null = UInt32(littleEndian: 0x6c6c_756e)
            var (place, count) = (base + position, 0)
            while count < limit {
                var next = place
                let isNull =
                    end - next > 4 && UnsafeRawPointer(next).loadUnaligned(as: UInt32.self) == null
                if isNull {
                    next += 4
                    number[count] = 0
                } else {
                    let isNegative = next < end && next.pointee == UInt8(ascii: "-")
                    if isNegative { next += 1 }
                    guard let value = ExactDecimal.scan(&next, before: end, mark: UInt8(ascii: ".")) else { break }
                    number[count] = isNegative ? -value : value
                }
                guard next < end, next.pointee == UInt8(ascii: ",") else { break }
                mark[count] = !isNull
                count += 1
                place = next + 1
            }
            return (count, place - base)
        }
    }
}
