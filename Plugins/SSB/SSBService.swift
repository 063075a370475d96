import KlyftaModel
import KlyftaSources

/// Where SSB answers: StatBank's interface (PxWebApi 2) and the classifications (KLASS).
package struct SSBService: Sendable {
    /// The base of StatBank's interface.
    let tables: String
    /// The municipalities of KLASS.
    let klass: KLASSAddress

    /// SSB's own addresses; a test gives its own.
    package init(
        tables: String = "https://data.ssb.no/api/pxwebapi/v2", klass: String = "https://data.ssb.no/api/klass/v1"
    ) {
        self.tables = tables
        self.klass = KLASSAddress(base: klass)
    }

    /// In which language it is asked; codes are the same in all.
    static let language = "no"

    var config: String { "\(tables)/config" }

    func table(_ id: String) -> String { "\(tables)/tables/\(id.queryEncoded)?lang=\(Self.language)" }

    /// What SSB finds by the number of a table, those among it that it has ended.
    func listing(_ id: String) -> String {
        "\(tables)/tables?query=\(id.queryEncoded)&includeDiscontinued=true&lang=\(Self.language)"
    }

    /// The metadata of a table as they are since a stamp.
    func metadata(_ id: String, since stamp: String?) -> String {
        "\(tables)/tables/\(id.queryEncoded)/metadata?lang=\(Self.language)\(Self.past(stamp))"
    }

    /// What gets an address past the cache in front of SSB, which gives answers of before a release to whoever asks the
    /// same as before, also if told not to; a word that PxWeb does not know, and passes over, makes it another address.
    static func past(_ stamp: String?) -> String { stamp.map { "&updated=\($0.queryEncoded)" } ?? "" }
}
