import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Logging

/// What the machine gives: its clock, its journal, and the ways to those who are told.
extension Doctor {
    func surroundings() -> [Finding] { [synchronisation(), journal()] }

    /// systemd-timesyncd marks that it reached a server; chrony and ntpd only leave a sign that they run.
    private func synchronisation() -> Finding {
        let marks = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid"]
        guard let mark = marks.first(where: { access($0, F_OK) == 0 }) else {
            return Finding(
                "clock", .notice, "nothing seems to keep the clock of this machine in step",
                remedy: "Let systemd-timesyncd or chrony do it: schedules and commit times rest on it.")
        }
        return Finding("clock", .good, "it is kept in step (\(mark))")
    }

    private func journal() -> Finding {
        let path = "/run/systemd/journal/socket"
        guard access(path, W_OK) == 0 else {
            return Finding(
                "journal", .notice, "\(path) is not there",
                remedy: "The log goes to standard error. Under systemd, see 'systemctl status systemd-journald'.")
        }
        return Finding("journal", .good, "\(path) takes messages")
    }

    /// Whether each sink can be spoken to as far as this machine is concerned; 'klyfta drill' goes further.
    func sinks(of configuration: Configuration) -> [Finding] {
        configuration.sinks.map { sink in
            let name = sink.route.sink
            do {
                for secret in sink.receiver.secrets { _ = try secret.text() }
                if let obstacle = sink.receiver.obstacle {
                    return Finding("sink", .problem, "\(name): \(obstacle)", remedy: "Correct 'sinks.\(name)'.")
                }
                return Finding("sink", .good, "\(name): ready to be tried with 'klyfta drill'")
            } catch let fault as any Fault {
                return Finding("sink", fault)
            } catch {
                return Finding("sink", .problem, "\(name): \(error)")
            }
        }
    }
}

extension SinkConfiguration.Receiver {
    /// The secrets it needs.
    fileprivate var secrets: [Secret] {
        switch self {
        case .alertmanager(let address, _, _, let token): [token, address.secret].compactMap(\.self)
        case .webhook(let address, let secrets): secrets + [address.secret].compactMap(\.self)
        case .mail(_, _, .smtp(let server)): [server.password].compactMap(\.self)
        case .mail, .commandPipe: []
        case .icinga(let address, _, _, let password, _): [password, address.secret].compactMap(\.self)
        case .chat(_, let address, _, let token): [token, address.secret].compactMap(\.self)
        }
    }

    /// What is missing on this machine.
    fileprivate var obstacle: String? {
        switch self {
        case .mail(_, _, .sendmail(let program, _)) where access(program, X_OK) != 0:
            "\(program) cannot be run (\(String(cString: strerror(errno))))"
        case .commandPipe(let path, _) where access(path, W_OK) != 0:
            "\(path) cannot be written to (\(String(cString: strerror(errno))))"
        default: nil
        }
    }
}
