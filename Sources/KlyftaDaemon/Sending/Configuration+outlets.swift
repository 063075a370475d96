import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import Logging

extension Configuration {
    /// The sinks it names, and the two that are always there.
    /// - Throws: a ``Fault`` if a sink cannot be made.
    package func outlets(logger: Logger) throws -> Outlets.Set {
        let records: [any AlertSink] = [AlertFileSink(path: alertFile), LogSink(logger: logger)]
        var set = Outlets.Set(records.map { Outlet(Route(to: $0.name, in: language), $0) })
        let host = ProcessInfo.processInfo.hostName
        for sink in sinks {
            switch sink.receiver {
            case .alertmanager(let address, let every, let added, let token):
                set.mirrors.append(
                    AlertmanagerSink(
                        sink.route, try post(of: sink), to: address, every: every, adding: added, bearer: token))
            default:
                set.outlets.append(Outlet(sink.route, try self.sink(sink, on: host)))
            }
        }
        return set
    }

    /// What posts for a sink. It goes by the proxy of the environment, if any: that of `network:` leads to offices.
    private func post(of sink: SinkConfiguration) throws -> WebPost {
        try WebPost(as: sink.route.sink, NetworkTerms(certificates: network.certificates))
    }

    private func sink(_ sink: SinkConfiguration, on host: String) throws -> any AlertSink {
        let (name, language) = (sink.route.sink, sink.route.language)
        switch sink.receiver {
        case .alertmanager: preconditionFailure("a mirror is told states, not events")
        case .webhook(let address, let secrets):
            return WebhookSink(name, try post(of: sink), to: address, secrets: secrets, host: host)
        case .mail(let from, let to, let way):
            let envelope = MailMessage.Envelope(from: from, to: to, host: host, language: language)
            return MailSink(name, envelope, by: Self.carrier(way))
        case .icinga(let address, let target, let user, let password, let lifetime):
            return IcingaSink(
                name, try post(of: sink), to: address, host: target.host, service: target.service,
                lifetime: Int(lifetime.components.seconds), user: user, password: password)
        case .commandPipe(let path, let target):
            return CommandPipeSink(name, path: path, host: target.host, service: target.service)
        case .chat(let form, let address, let mediaType, let token):
            return ChatSink(
                name, form, try post(of: sink), to: address, in: language, mediaType: mediaType, bearer: token)
        }
    }

    private static func carrier(_ way: SinkConfiguration.MailWay) -> any MailCarrier {
        switch way {
        case .sendmail(let program, let arguments): Sendmail(program, arguments: arguments)
        case .smtp(let server): SMTP(server)
        }
    }
}
