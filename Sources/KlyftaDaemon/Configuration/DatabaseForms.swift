import KlyftaStore

/// The texts by which a PostgreSQL database is named, in a configuration and on a command line.
enum DatabaseForms {
    /// Whether a text is meant as an address.
    static func isAddress(_ text: String) -> Bool { text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") }

    /// Where the server is, without a password: it has no place in a configuration that everybody may read.
    static func address(_ text: String) throws(Misreading) -> String {
        guard isAddress(text), !text.contains(where: \.isWhitespace) else {
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

    static func schema(_ text: String) throws -> String {
        do {
            return try PostgresPlace(address: "", schema: text).schema
        } catch {
            throw Misreading("\(ConfigurationExcerpt.quoted(text)): \(error.problem)", remedy: error.remedy)
        }
    }

    /// How long an answer may take, in whole seconds; less than systemd's watchdog leaves the loop that waits for it.
    static func patience(_ text: String) throws -> Int {
        let span = try TimeSpan(text).duration
        guard (.seconds(1) ... .seconds(120)).contains(span) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no time for an answer",
                remedy: "write 1s to 2min, such as 30s")
        }
        return Int(span.components.seconds)
    }
}
