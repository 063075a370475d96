internal import Glibc

/// The address of a socket in the file system.
struct UnixAddress: Sendable {
    private let address: sockaddr_un

    init(path: String) throws(SystemdError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard !path.isEmpty, path.utf8.count <= room, !path.utf8.contains(0) else {
            throw SystemdError(
                place: VisibleText.of(path, .oneLine, limit: 200), problem: "not a path that a socket can have",
                remedy: "Use a path of 1 to \(room) bytes.", code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        self.address = address
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
