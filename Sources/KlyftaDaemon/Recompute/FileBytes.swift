import Glibc
import KlyftaModel
import KlyftaSources

/// A file that is read from front to back into memory that the reader has.
struct FileBytes: ~Copyable {
    private let descriptor: CInt
    /// What the file is called in messages.
    let path: String
    /// How many bytes were read.
    private(set) var position = 0

    /// - Throws: ``SourceFault`` if it cannot be opened.
    init(_ path: String) throws(SourceFault) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.fault(path, 0) }
    }

    deinit { close(descriptor) }

    /// How long the file is.
    var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Reads until the memory is full or the file ends.
    /// - Returns: how many bytes it read.
    mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
        var count = 0
        while count < memory.count {
            let taken = Glibc.read(descriptor, memory.baseAddress! + count, memory.count - count)
            if taken < 0, errno == EINTR { continue }
            guard taken >= 0 else { throw Self.fault(path, position) }
            guard taken > 0 else { break }
            count += taken
            position += taken
        }
        return count
    }

    /// Goes to a byte of the file.
    mutating func seek(to byte: Int) throws(SourceFault) {
        guard lseek(descriptor, byte, SEEK_SET) == byte else { throw Self.fault(path, position) }
        position = byte
    }

    /// Fills an array from the file.
    /// - Throws: ``SourceFault`` with the position if the file ends before.
    mutating func fill<Number: BitwiseCopyable>(_ numbers: UnsafeMutableBufferPointer<Number>) throws(SourceFault) {
        let wanted = UnsafeMutableRawBufferPointer(numbers)
        let count = try read(into: wanted)
        guard count == wanted.count else {
            throw SourceFault(
                at: "\(path): byte \(position)", "the file ends \(wanted.count - count) bytes too early",
                remedy: "It was cut off; write it again.")
        }
    }

    /// Refuses a file that goes on.
    mutating func end() throws(SourceFault) {
        guard position < size else { return }
        throw SourceFault(
            at: "\(path): byte \(position)", "the file goes on where it should end",
            remedy: "Municipalities, indicators or years are missing from their lists; write them all again.")
    }

    /// A whole file.
    static func all(of path: String) throws(SourceFault) -> [UInt8] {
        var file = try FileBytes(path)
        let size = file.size
        var outcome: Result<Int, SourceFault>?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, count in
            let read = Result { () throws(SourceFault) in
                try file.read(into: UnsafeMutableRawBufferPointer(start: memory.baseAddress, count: size))
            }
            count = (try? read.get()) ?? 0
            outcome = read
        }
        _ = try outcome?.get()
        return bytes
    }

    private static func fault(_ path: String, _ position: Int) -> SourceFault {
        SourceFault(
            at: position == 0 ? path : "\(path): byte \(position)",
            "it cannot be read (\(String(cString: strerror(errno))))", remedy: "Check the path and its permissions.")
    }
}
