internal import Glibc

/// The secrets that systemd hands to a service: files in `$CREDENTIALS_DIRECTORY`, readable by this service alone.
///
/// No error carries any of a credential's content: errors are logged.
public struct Credentials: Hashable, Sendable {
    private let directory: String?

    /// The credentials of the given environment.
    public init(environment: [String: String] = ProcessEnvironment.current()) {
        directory = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A credential as text, without the one line break that editors and `echo` leave at the end.
    public func text(named name: String, limit: Int = 65_536) throws(SystemdError) -> String {
        var bytes = try bytes(named: name, limit: limit)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SystemdError(
                place: try path(of: name), problem: "not UTF-8 text",
                remedy: "Store the credential as text, for instance in base64.", code: EILSEQ)
        }
        return text
    }

    /// A credential as it is. More than `limit` bytes is an error: a wrong path in the unit may name any file at all.
    public func bytes(named name: String, limit: Int = 65_536) throws(SystemdError) -> [UInt8] {
        let path = try path(of: name)
        let descriptor = try open(path, credential: name)
        defer { close(descriptor) }

        // One byte more than allowed is asked for, so that a file that is too large shows itself.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw SystemdError(place: path, code: errno, remedy: "Check the file that LoadCredential= names.")
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw SystemdError(
            place: path, problem: "larger than \(limit) bytes",
            remedy: "Check that LoadCredential=\(name): names the right file.", code: EFBIG)
    }

    private func open(_ path: String, credential name: String) throws(SystemdError) -> Int32 {
        // O_NONBLOCK: opening a FIFO would otherwise wait for a writer, for ever.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw SystemdError(
                place: path, code: errno,
                remedy: "Add LoadCredential=\(name):/path/to/file to the unit and restart the service.")
        }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SystemdError(
                place: path, problem: "not a regular file",
                remedy: "Let LoadCredential=\(name): name a file, not a directory or a device.", code: EINVAL)
        }
        return descriptor
    }

    /// A name must stay inside the directory: it may come from a configuration file.
    private func path(of name: String) throws(SystemdError) -> String {
        guard let directory else {
            throw SystemdError(
                place: "$CREDENTIALS_DIRECTORY", problem: "not set, so credential \(name) is not there",
                remedy: "Run under systemd with LoadCredential=\(name):/path/to/file.", code: ENOENT)
        }
        let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != 0x7F }
        guard isPlain, !name.isEmpty, name != ".", name != "..", name.utf8.count <= 255 else {
            throw SystemdError(
                place: "credential \"\(VisibleText.of(name, .oneLine, limit: 255))\"",
                problem: "not a name of a credential",
                remedy: "Use a plain file name without slash, space or control character.", code: EINVAL)
        }
        return directory + "/" + name
    }
}
