import KlyftaSinks
import KlyftaStore

extension ConfigurationReader {
    /// The words of `store:`.
    enum StoreWord: String, CaseIterable {
        case sqlite, postgresql
    }

    /// The database that the state is in; an empty answer is SQLite, `nil` that any of it is faulty.
    func database(_ root: KeyedReader) -> SharedDatabase?? {
        let word: StoreWord? = root.value("store", default: "sqlite", ConfigurationForms.choice)
        let isNamed = root.entry("postgresql") != nil
        switch word {
        case .sqlite:
            guard isNamed else { return .some(nil) }
            root.refuse(
                "'postgresql' is there, but the state is kept in SQLite", at: "postgresql",
                remedy: "write 'store: postgresql' too, or leave it out")
            return nil
        case .postgresql:
            guard isNamed else {
                root.miss("'postgresql'", form: "'postgresql: { address: postgresql://klyfta@db.example/klyfta }'")
                return nil
            }
            return root.map("postgresql", form: "'postgresql: { address: postgresql://klyfta@db.example/klyfta }'") {
                terms($0)
            }
        case nil: return nil
        }
    }

    private func terms(_ reader: KeyedReader) -> SharedDatabase? {
        let address = reader.required(
            "address", form: "'address: postgresql://klyfta@db.example/klyfta'", Self.databaseAddress)
        let schema = reader.value("schema", default: "klyfta", Self.schema)
        let patience = reader.value("answer-within", default: "30s", Self.patience)
        var isGood = true
        var password: Secret?
        if reader.entry("password") != nil {
            password = reader.optional("password", SinkForms.secret)
            isGood = password != nil
        }
        guard let address, let schema, let patience, isGood else { return nil }
        return SharedDatabase(address: address, schema: schema, password: password, patience: patience)
    }

    /// Where the server is, without a password: it has no place in a configuration that everybody may read.
    private static func databaseAddress(_ text: String) throws(Misreading) -> String {
        let isURI = text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
        guard isURI, !text.contains(where: \.isWhitespace) else {
            // What stands here by mistake may hold a password: it is not repeated.
            throw Misreading(
                "this is no address of a PostgreSQL database", remedy: "write postgresql://user@host/database",
                isSecret: true)
        }
        let user = text.split(separator: "://").dropFirst().first?.split(separator: "/").first?.split(separator: "@")
        let holdsPassword = user.map { $0.count > 1 && $0[0].contains(":") } ?? false
        guard !holdsPassword, !text.contains("password=") else {
            throw Misreading(
                "the address holds a password", remedy: "name a credential with 'password: credential:NAME' instead",
                isSecret: true)
        }
        return text
    }

    private static func schema(_ text: String) throws -> String {
        do {
            return try PostgresPlace(address: "", schema: text).schema
        } catch {
            throw Misreading("\(ConfigurationExcerpt.quoted(text)): \(error.problem)", remedy: error.remedy)
        }
    }

    /// How long an answer may take, in whole seconds.
    private static func patience(_ text: String) throws -> Int {
        let span = try TimeSpan(text).duration
        guard (.seconds(1) ... .seconds(600)).contains(span) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no time for an answer",
                remedy: "write 1s to 10min, such as 30s")
        }
        return Int(span.components.seconds)
    }
}
