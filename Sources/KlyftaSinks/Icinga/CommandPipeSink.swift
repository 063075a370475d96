import Glibc
import KlyftaAlerting
import KlyftaModel

/// Writes each event into the command pipe of Nagios or Icinga as a passive result.
package struct CommandPipeSink: AlertSink {
    package let name: String
    private let path: String
    private let host: String
    private let service: String

    package init(_ name: String, path: String, host: String, service: String) {
        self.name = name
        self.path = path
        self.host = host
        self.service = service
    }

    package func deliver(_ records: [AlertRecord]) throws {
        // Without a reader this fails at once instead of waiting for one.
        let pipe = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard pipe >= 0 else { throw fault(errno == ENXIO ? "nobody reads it" : String(cString: strerror(errno))) }
        defer { close(pipe) }
        var status = stat()
        guard fstat(pipe, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else {
            throw fault("it is not a pipe: a monitor that runs makes one")
        }
        for record in records {
            let line = Array(
                PassiveResult(record, host: host, service: service).commandLine(at: .now).utf8)
            // Up to PIPE_BUF bytes go into a pipe whole or not at all.
            guard line.count <= 4_096, write(pipe, line, line.count) == line.count else {
                throw fault(errno == EAGAIN ? "it is full" : String(cString: strerror(errno)))
            }
        }
    }

    private func fault(_ problem: String) -> DeliveryFault {
        DeliveryFault(
            .down(retryAfter: nil), at: path, problem,
            remedy: "The event is kept and written then. Start the monitor, and let klyfta's user write to the pipe.")
    }
}
