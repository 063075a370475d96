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

    func metadata(_ id: String) -> String { "\(tables)/tables/\(id.queryEncoded)/metadata?lang=\(Self.language)" }
}
