import Foundation
import Glibc

/// A server that speaks TLS with a certificate that a test made: `openssl s_server`, which sends files as they lie there.
public final class TLSServer {
    /// The port it listens on.
    public let port: Int
    private let process: ChildProcess

    /// Serves the files of a folder, each a whole HTTP answer, under a certificate in it.
    /// - Parameters:
    ///   - certificate: the name of `NAME.pem` and `NAME.key` in the folder.
    ///   - options: further options of `openssl s_server`, such as `-tls1`.
    /// - Throws: ``ChildProcess/CannotStart``.
    public init(certificate: String, in folder: String, options: [String] = []) throws {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw ChildProcess.CannotStart(program: "a pipe", code: errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let command =
            "cd \"$0\" && exec openssl s_server -accept 127.0.0.1:0 -cert \"$1.pem\" -key \"$1.key\" -HTTP \"${@:2}\""
        process = try ChildProcess(["bash", "-c", command, folder, certificate] + options, output: ends[1])
        close(ends[1])
        var text = ""
        while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
            var buffer = [UInt8](repeating: 0, count: 512)
            let count = read(ends[0], &buffer, buffer.count)
            guard count > 0 else { throw ChildProcess.CannotStart(program: "openssl s_server", code: process.wait()) }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let digits = text.split(separator: "\n").last { $0.contains("ACCEPT") }?.split(separator: ":").last ?? ""
        guard let port = Int(digits) else {
            throw ChildProcess.CannotStart(program: "openssl s_server: \(text)", code: 0)
        }
        self.port = port
    }

    deinit {
        kill(process.id, SIGKILL)
        process.wait()
    }

    /// Makes a key and a certificate `NAME.pem`, signed by itself.
    /// - Parameters:
    ///   - subject: whom it is for, such as `DNS:localhost` or `IP:127.0.0.1`.
    ///   - isOver: whether it ended yesterday.
    public static func makeCertificate(
        _ name: String, for subject: String, isOver: Bool = false, in folder: String
    ) throws {
        try ChildProcess.run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "1", "-subj", "/CN=klyfta test", "-addext", "subjectAltName=\(subject)", "-keyout",
            "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem")
        guard isOver else { return }
        // A new certificate cannot be made for the past; an old one can be signed again for it.
        try ChildProcess.run(
            "openssl", "x509", "-in", "\(folder)/\(name).pem", "-signkey", "\(folder)/\(name).key", "-days", "-1",
            "-out", "\(folder)/\(name).pem")
    }
}
