import Glibc
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// Looks at everything that a daemon needs, changes nothing, asks nobody outside this machine, and says what to do.
///
/// It looks as whoever runs it: run as the service's user it sees what the service sees.
package struct Doctor {
    private let path: String
    private let registry: SourceRegistry
    private let control: String?
    let clock: any WallClock

    /// - Parameters:
    ///   - path: the configuration.
    ///   - control: the control socket; that of the configuration unless given.
    package init(
        _ path: String, registry: SourceRegistry, control: String? = nil, clock: any WallClock = SystemClock()
    ) {
        (self.path, self.registry, self.control, self.clock) = (path, registry, control, clock)
    }

    /// All that was found, in the order in which one thing rests on another.
    package func findings() -> [Finding] {
        let reading: ConfigurationReading
        do {
            reading = try ConfigurationReading(of: path, registry: registry)
        } catch let faults as ConfigurationFaults {
            return faults.faults.map { Finding("configuration", $0) } + surroundings()
        } catch {
            return [Finding("configuration", .problem, "\(error)")] + surroundings()
        }
        let configuration = reading.configuration
        return [
            Finding(
                "configuration", .good,
                "\(path): \(configuration.sources.count) sources, \(configuration.ruleCount) rules")
        ] + permissions() + state(of: configuration) + surroundings()
            + [daemon(at: control ?? configuration.controlSocket)] + contact(configuration)
            + sinks(of: configuration)
    }

    /// A configuration that anybody can change is anybody's.
    private func permissions() -> [Finding] {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IWOTH != 0 else { return [] }
        return [
            Finding(
                "configuration", .problem, "\(path): everybody can change it", remedy: "Run 'chmod o-w \(path)'.")
        ]
    }

    private func daemon(at socket: String) -> Finding {
        do {
            close(try UnixSocket.connect(socket))
            return Finding("daemon", .good, "it answers at \(socket)")
        } catch {
            return Finding("daemon", error, .notice)
        }
    }

    /// Whether those who have an office to ask may ask it.
    private func contact(_ configuration: Configuration) -> [Finding] {
        let asking = configuration.sources.filter { !$0.hosts.isEmpty }.map(\.id.text)
        guard !asking.isEmpty, configuration.network.contact == nil else { return [] }
        return [
            Finding(
                "contact", .notice, "no office is asked for \(asking.joined(separator: ", ")): 'contact:' is not set",
                remedy: "Where figures are to be fetched, set it to a mail address or a page of yours.")
        ]
    }
}
