import KlyftaModel

/// A ZIP archive in memory, as ESV ships its files: entries stored or deflated, and no more.
///
/// Nothing is written to a disk. What an archive says of its sizes is believed only as a limit: an entry that unpacks to
/// more, two entries over the same bytes, and more than ``Limits`` allow are refused before memory is spent on them.
package struct ZIPArchive: Sendable {
    /// What is in it, in the order of its directory; folders are left out.
    package let entries: [Entry]
    private let bytes: [UInt8]
    private let source: String

    /// One packed file.
    package struct Entry: Hashable, Sendable {
        /// Its name with folders, such as `Manadsutfall/utgift.csv`.
        package let name: String
        /// Its size when unpacked, in bytes.
        package let size: Int
        let isDeflated: Bool
        let checksum: UInt32
        /// Where its packed bytes lie.
        let data: Range<Int>
    }

    /// How much an archive may hold.
    package struct Limits: Hashable, Sendable {
        /// Files.
        package var entries: Int
        /// Bytes of all files together, unpacked.
        package var bytes: Int

        /// 100 files and 256 MiB unless said otherwise: ESV's largest has one file.
        package init(entries: Int = 100, bytes: Int = 256 << 20) {
            self.entries = entries
            self.bytes = bytes
        }
    }

    /// Reads the directory of an archive.
    /// - Throws: ``SourceFault`` if it is no archive, damaged, encrypted, in several parts, larger than 4 GB (ZIP64),
    ///   packed in another way, or larger than the limits.
    package init(_ bytes: [UInt8], from source: String, limits: Limits = Limits()) throws(SourceFault) {
        let directory = try ZIPDirectory(bytes, from: source)
        let entries = try directory.entries(limit: limits.entries)
        let total = entries.reduce(0) { $0 + $1.size }
        guard total <= limits.bytes else {
            throw SourceFault(
                at: source, "unpacked it has \(total) bytes, and \(limits.bytes) are allowed",
                remedy: "Unpack it by hand if you trust it.")
        }
        let inOrder = entries.sorted { $0.data.lowerBound < $1.data.lowerBound }
        for (one, next) in zip(inOrder, inOrder.dropFirst()) where one.data.upperBound > next.data.lowerBound {
            throw SourceFault(
                at: "\(source): \(JSONReader.shown(next.name))", "two entries lie over one another",
                remedy: "Nobody's program writes that: do not open this archive.")
        }
        self.entries = entries
        self.bytes = bytes
        self.source = source
    }

    /// Unpacks an entry.
    /// - Throws: ``SourceFault`` if it is damaged: another size or checksum than the directory says.
    package func contents(of entry: Entry) throws(SourceFault) -> [UInt8] {
        let place = "\(source): \(JSONReader.shown(entry.name))"
        let packed = bytes[entry.data]
        let contents: [UInt8]
        if entry.isDeflated {
            contents = try Inflate.inflate(packed, to: entry.size, at: place)
        } else {
            contents = Array(packed)
        }
        guard contents.count == entry.size, Inflate.checksum(contents) == entry.checksum else {
            throw SourceFault(
                at: place, "the entry is damaged: its size or checksum is not what the directory says",
                remedy: "Fetch the archive again.")
        }
        return contents
    }
}
