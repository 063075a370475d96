import Glibc

/// Writes text to a descriptor, all of it.
private func write(_ text: String, to descriptor: CInt) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

/// Writes a text and a line end to standard output.
func writeOutput(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

/// Writes a text and a line end to standard error.
func writeError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }
