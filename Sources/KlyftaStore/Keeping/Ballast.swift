import Foundation
import Glibc

/// A file that only takes up room in the state directory. On a full disk not even a row can be deleted or marked as
/// delivered; letting the ballast go makes room for that, until somebody makes more.
struct Ballast {
    private let directory: String

    /// What a few rounds take.
    static let bytes = 2 << 20
    /// It is no use where it would itself fill the disk.
    private static let share = 8

    init(in directory: String) {
        self.directory = directory
    }

    private var path: String { "\(directory)/klyfta.ballast" }

    /// Lets it go.
    func release() { unlink(path) }

    /// Lays it down, where it is not and there is room for it.
    func renew() {
        guard access(path, F_OK) != 0 else { return }
        var system = statvfs()
        guard statvfs(directory, &system) == 0,
            UInt64(system.f_bavail) * UInt64(system.f_frsize) > UInt64(Self.bytes * Self.share)
        else { return }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { return }
        defer { close(file) }
        // A file with holes would take up nothing.
        if posix_fallocate(file, 0, off_t(Self.bytes)) != 0 { unlink(path) }
    }
}

extension Store {
    /// Lays the ballast down again, where it was let go and there is room.
    package func renewBallast() { if base is SQLiteBase { Ballast(in: directory).renew() } }
}
