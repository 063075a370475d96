import Glibc
import KlyftaModel

/// An answer could not be written, or only a part of it: a short answer must not look like a whole one.
struct OutputFault: Fault {
    let place = "standard output"
    let problem: String
    let remedy = "What was written is not complete. Make room where it goes, and ask again."
}

/// Writes text to a descriptor, all of it, and returns why it could not: 0 if it could.
private func write(_ text: String, to descriptor: CInt) -> CInt {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
    }
    return 0
}

/// Writes a text and a line end to standard output. A reader that has seen enough, or an output that was closed from
/// the start, is no fault.
/// - Parameter end: the line end; nothing behind a text that has its own.
/// - Throws: ``OutputFault``.
func writeOutput(_ text: String, end: String = "\n") throws(OutputFault) {
    let code = write(text + end, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE || code == EBADF else {
        throw OutputFault(problem: "it cannot be written (\(String(cString: strerror(code))))")
    }
}

/// Writes a text and a line end to standard error.
func writeError(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }
