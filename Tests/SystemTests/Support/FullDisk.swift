import Foundation
import Glibc

/// A file system in memory that a test may fill. Mounting it takes root.
final class FullDisk {
    let path: String

    /// Whether this machine lets us mount; containers often do not.
    static let canMount: Bool = {
        guard KlyftaProcess.isRoot, let scratch = try? Scratch() else { return false }
        return (try? FullDisk(in: scratch, kibibytes: 64)) != nil
    }()

    init(in scratch: Scratch, kibibytes: Int) throws {
        path = scratch["disk"]
        try scratch.makeDirectory("disk")
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            throw Missed("mount \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        umount2(path, CInt(MNT_DETACH))
    }

    /// Lets nobody write any more, or again. Nobody may have a file open to write meanwhile.
    func mayBeWritten(_ isAllowed: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (isAllowed ? 0 : UInt(MS_RDONLY))
        guard mount("tmpfs", path, "tmpfs", flags, nil) == 0 else {
            throw Missed("remount \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Takes all the room but some.
    func fill(leaving kibibytes: Int) throws {
        let file = open("\(path)/ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Missed("\(path)/ballast: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 1_024)
        var size = 0
        while write(file, block, block.count) == block.count { size += block.count }
        ftruncate(file, off_t(max(0, size - kibibytes * 1_024)))
    }

    func empty() { unlink("\(path)/ballast") }
}
