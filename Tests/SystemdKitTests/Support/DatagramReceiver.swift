import Glibc
import Testing

@testable import SystemdKit

/// A datagram socket that stands in for journald or for systemd's notify socket.
final class DatagramReceiver {
    let directory: TemporaryDirectory
    let path: String
    private let descriptor: Int32

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/socket"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let descriptor = descriptor
        let bound = try UnixAddress(path: path).withPointer { bind(descriptor, $0, $1) }
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
    }

    /// The next datagram that has arrived, nil if there is none: senders and receiver are one process, so what was sent
    /// is there, and nothing has to be waited for.
    func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : Array(bytes[..<count])
    }

    func receiveText() -> String? {
        receive().flatMap { String(validating: $0, as: UTF8.self) }
    }
}
