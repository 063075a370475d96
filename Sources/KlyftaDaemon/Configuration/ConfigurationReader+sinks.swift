import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources

extension ConfigurationReader {
    /// The sinks that are on, by name; `nil` if any of it is faulty.
    func sinks(_ root: KeyedReader, language: Language) -> [SinkConfiguration]? {
        let form = "'sinks: { hook: { kind: webhook, url: https://example.org/klyfta } }'"
        guard let section = root.entry("sinks") else { return [] }
        var isGood = true
        let sinks = root.map(section, form: form) { reader in
            reader.named("sink").compactMap { entry in
                let name = reader.value(of: entry.key, at: entry.keyOrigin, SinkForms.name)
                var isOn = true
                let sink = reader.map(entry, form: form) { inner in
                    isOn = inner.value("enabled", default: "true", ConfigurationForms.flag) ?? true
                    return self.sink(name ?? entry.key, inner, language)
                }
                isGood = isGood && name != nil && sink != nil
                return isOn ? sink : nil
            }
        }
        return isGood ? sinks?.sorted { $0.route.sink < $1.route.sink } : nil
    }

    private func sink(_ name: String, _ reader: KeyedReader, _ usual: Language) -> SinkConfiguration? {
        let kind: SinkConfiguration.Kind? = reader.required(
            "kind", form: "'kind: webhook'", ConfigurationForms.choice)
        let language: Language? = reader.value("language", default: usual.rawValue, ConfigurationForms.choice)
        let match = match(reader)
        guard let kind else {
            // Nobody knows the keys of a kind that is not there.
            _ = reader.named("key")
            return nil
        }
        let receiver = receiver(kind, reader)
        guard let language, let match, let receiver else { return nil }
        return SinkConfiguration(Route(to: name, in: language, match: match), receiver)
    }

    /// Which alerts are told there: `match: { severity: [warning, critical] }`.
    private func match(_ reader: KeyedReader) -> LabelMatch? {
        guard reader.entry("match") != nil else { return LabelMatch() }
        return reader.map("match", form: "'match: { severity: [warning, critical] }'") { inner in
            var wanted: [String: Set<String>] = [:]
            var isGood = true
            for name in LabelMatch.names + ownLabels where inner.entry(name) != nil {
                let texts = inner.texts(name)
                if name == "severity" {
                    for text in texts ?? [] {
                        let word: GapRule.Severity? = inner.value(
                            of: text.text, at: text.origin, ConfigurationForms.choice)
                        isGood = isGood && word != nil
                    }
                }
                wanted[name] = texts.map { Set($0.map(\.text)) }
                isGood = isGood && texts?.isEmpty == false
            }
            return isGood ? LabelMatch(wanted) : nil
        }
    }

    private func receiver(_ kind: SinkConfiguration.Kind, _ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        switch kind {
        case .alertmanager: alertmanager(reader)
        case .webhook: webhook(reader)
        case .mail: mail(reader)
        case .icinga: icinga(reader)
        case .commandPipe: commandPipe(reader)
        case .slack: chat(.slack, reader)
        case .teams: chat(.teams, reader)
        case .ntfy: ntfy(reader)
        case .http: template(reader)
        }
    }

    private func alertmanager(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "http://127.0.0.1:9093/api/v2/alerts")
        let every = reader.value("every", default: "60s", SinkForms.interval)
        let token = secret("token", reader)
        let added = added(reader)
        guard let address, let every, let token, let added else { return nil }
        return .alertmanager(address, every: every, adding: added, token: token)
    }

    /// Which labels stand beside those that name the alert.
    private func added(_ reader: KeyedReader) -> [String]? {
        guard reader.entry("add-labels") != nil else { return [] }
        let texts = reader.texts("add-labels")
        let names = texts?.compactMap { item in
            reader.value(of: item.text, at: item.origin) { try SinkForms.label($0, own: ownLabels) }
        }
        return names?.count == texts?.count ? names : nil
    }

    private func webhook(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "https://example.org/klyfta")
        guard reader.entry("secret") != nil else { return address.map { .webhook($0, secrets: []) } }
        let texts = reader.texts("secret")
        let secrets = texts?.compactMap { item in reader.value(of: item.text, at: item.origin, SinkForms.secret) }
        guard let address, let secrets, secrets.count == texts?.count else { return nil }
        return .webhook(address, secrets: secrets)
    }

    private func icinga(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "https://127.0.0.1:5665/v1/actions/process-check-result")
        let target = target(reader)
        let user = reader.required("user", form: "'user: klyfta'", SinkForms.word)
        let password = reader.required("password", form: "'password: credential:icinga'", SinkForms.secret)
        let lifetime = reader.value("stale-after", default: "400d") { try TimeSpan($0).duration }
        guard let address, let target, let user, let password, let lifetime else { return nil }
        return .icinga(address, target, user: user, password: password, lifetime: lifetime)
    }

    private func commandPipe(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let path = reader.required("path", form: "'path: /var/lib/nagios4/rw/nagios.cmd'", ConfigurationForms.path)
        let target = target(reader)
        guard let path, let target else { return nil }
        return .commandPipe(path, target)
    }

    private func target(_ reader: KeyedReader) -> SinkConfiguration.CheckTarget? {
        let host = reader.required("host", form: "'host: klyfta'", SinkForms.word)
        let service = reader.value("service", default: "gap-*", SinkForms.word)
        guard let host, let service else { return nil }
        return SinkConfiguration.CheckTarget(host: host, service: service)
    }

    private func chat(_ form: ChatForm, _ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "https://hooks.example.org/…")
        return address.map { .chat(form, $0, mediaType: "application/json", token: nil) }
    }

    private func ntfy(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "https://ntfy.example.org/")
        let topic = reader.required("topic", form: "'topic: klyfta'", SinkForms.word)
        let token = secret("token", reader)
        guard let address, let topic, let token else { return nil }
        return .chat(.ntfy(topic: topic), address, mediaType: "application/json", token: token)
    }

    private func template(_ reader: KeyedReader) -> SinkConfiguration.Receiver? {
        let address = address(reader, such: "https://example.org/alerts")
        let template = reader.required(
            "template", form: "'template: \"{\\\"text\\\": \\\"{{title}}\\\"}\"'", SinkForms.template)
        let type = reader.value("content-type", default: "application/json", SinkForms.mediaType)
        let token = secret("token", reader)
        guard let address, let template, let type, let token else { return nil }
        return .chat(.template(template), address, mediaType: type, token: token)
    }

    /// Where a sink posts to: `url:`, or `url-from:` where the address itself is a secret.
    func address(_ reader: KeyedReader, such example: String) -> SinkAddress? {
        switch (reader.entry("url"), reader.entry("url-from")) {
        case (nil, nil):
            reader.miss("'url' and no 'url-from'", form: "'url: \(example)'")
            return nil
        case (.some, let other?):
            report.refuse(
                "a sink has either 'url' or 'url-from', not both", at: other.keyOrigin, remedy: "keep one of them")
            return nil
        case (.some, nil): return reader.optional("url", WebAddress.init(_:)).map(SinkAddress.plain)
        case (nil, .some): return reader.optional("url-from", SinkForms.secret).map(SinkAddress.secret)
        }
    }

    /// A secret that may be left out: `nil` if it is faulty.
    func secret(_ key: String, _ reader: KeyedReader) -> Secret?? {
        guard reader.entry(key) != nil else { return .some(nil) }
        return reader.optional(key, SinkForms.secret).map { .some($0) }
    }
}
