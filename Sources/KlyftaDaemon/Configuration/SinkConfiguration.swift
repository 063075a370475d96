import KlyftaAlerting
import KlyftaSinks
import KlyftaSources

/// What the operator wants of one sink.
package struct SinkConfiguration: Sendable, Equatable {
    /// Its name, and who is told there of what.
    package var route: Route
    /// What is on the other side.
    package var receiver: Receiver

    package init(_ route: Route, _ receiver: Receiver) {
        self.route = route
        self.receiver = receiver
    }

    /// The words for `kind:`.
    package enum Kind: String, Sendable, CaseIterable {
        case alertmanager, http, icinga, mail, ntfy, slack, teams, webhook
        case commandPipe = "command-pipe"
    }

    /// What is on the other side, and how it is spoken to.
    package enum Receiver: Sendable, Equatable {
        case alertmanager(SinkAddress, every: Duration, adding: [String], token: Secret?)
        case webhook(SinkAddress, secrets: [Secret])
        case mail(from: String, to: [String], MailWay)
        case icinga(SinkAddress, CheckTarget, user: String, password: Secret, lifetime: Duration)
        case commandPipe(String, CheckTarget)
        case chat(ChatForm, SinkAddress, mediaType: String, token: Secret?)
    }

    /// Which service a result is for.
    package struct CheckTarget: Sendable, Equatable {
        package var host: String
        package var service: String
    }

    /// How mails go out.
    package enum MailWay: Sendable, Equatable {
        case sendmail(program: String, arguments: [String])
        case smtp(SMTP.Server)
    }
}
