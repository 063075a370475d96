import KlyftaModel
import KlyftaSinks

extension ConfigurationReader {
    /// Who is written to, and how mails go out: by `sendmail:`, a program, or by `smtp:`, a server.
    func mail(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let from = reader.required("from", form: "'from: klyfta@example.org'", SinkForms.mailAddress)
        let to = recipients(reader)
        let way: SinkConfiguration.MailWay?
        switch (reader.entry("sendmail"), reader.entry("smtp")) {
        case (.some, let other?):
            report.refuse(
                "mails go by either 'sendmail' or 'smtp', not both", at: other.keyOrigin, remedy: "keep one of them")
            way = nil
        case (_, nil): way = sendmail(reader)
        case (nil, .some): way = reader.map("smtp", form: "'smtp: { host: mail.example.org }'", smtp)
        }
        guard let from, let to, let way else { return nil }
        return .mail(from: from, to: to, way)
    }

    private func recipients(_ reader: KeyedReader) -> [String]? {
        guard reader.requireEntry("to", form: "'to: [team@example.org]'") != nil else { return nil }
        let texts = reader.texts("to")
        let addresses = texts?.compactMap { item in
            reader.value(of: item.text, at: item.origin, SinkForms.mailAddress)
        }
        return addresses?.count == texts?.count && addresses?.isEmpty == false ? addresses : nil
    }

    private func sendmail(_ reader: KeyedReader) -> SinkConfiguration.MailWay? {
        let program = reader.value("sendmail", default: "/usr/sbin/sendmail", ConfigurationForms.path)
        guard reader.entry("arguments") != nil else {
            return program.map { .sendmail(program: $0, arguments: []) }
        }
        guard let program, let arguments = reader.texts("arguments") else { return nil }
        return .sendmail(program: program, arguments: arguments.map(\.text))
    }

    private func smtp(_ reader: KeyedReader) -> SinkConfiguration.MailWay? {
        let host = reader.required("host", form: "'host: mail.example.org'", SinkForms.host)
        let security: SMTP.Server.Security? = reader.value(
            "security", default: "starttls", ConfigurationForms.choice)
        let usual = security == .tls ? "465" : security == SMTP.Server.Security.none ? "25" : "587"
        let port = reader.value("port", default: usual, SinkForms.port)
        var user: String?? = .some(nil)
        if reader.entry("user") != nil { user = reader.optional("user", SinkForms.word).map { .some($0) } }
        let password = secret("password", reader)
        var certificates: String?? = .some(nil)
        if reader.entry("certificates") != nil {
            certificates = reader.optional("certificates", ConfigurationForms.path).map { .some($0) }
        }
        guard let host, let security, let port, let user, let password, let certificates else { return nil }
        if password != nil, security == .none, host != "localhost", !host.hasPrefix("127.") {
            reader.refuse(
                "a password would go out in the clear", at: "password", remedy: "set 'security: starttls' or 'tls'")
            return nil
        }
        return .smtp(
            SMTP.Server(
                host: host, port: port, security: security, certificates: certificates, user: user,
                password: password))
    }
}
