import KlyftaModel
import KlyftaSources

/// What kind of answer a request asks for, by its name.
enum AnswerKind {
    case config
    case classification
    case codes
    case changes
    case metadata
    case listing
    case data
    case table(String)

    init(of name: String) {
        switch name {
        case LivePlan.config: self = .config
        case LivePlan.classification: self = .classification
        case LivePlan.codes, LivePlan.codesNow: self = .codes
        case _ where name.hasPrefix(Question.changes):
            self = name.hasSuffix("/before") || name.hasSuffix("/after") ? .codes : .changes
        case _ where name.hasSuffix(" metadata"): self = .metadata
        case _ where name.hasSuffix(" listing"): self = .listing
        case _ where name.contains(" data "): self = .data
        default: self = .table(name)
        }
    }

    /// Refuses what is another kind of answer.
    func check(_ payload: Payload) throws(SourceFault) {
        let (bytes, place) = (payload.bytes, payload.address.description)
        switch self {
        case .config: _ = try PxWebLimits(bytes, from: place)
        case .classification: _ = try KLASSClassification(bytes, from: place)
        case .codes: _ = try KLASSCode.list(bytes, from: place)
        case .changes: _ = try KLASSChange.list(bytes, from: place)
        case .metadata: _ = try JSONStat.layout(bytes, from: place)
        case .listing: _ = try PxWebTablePage(bytes, from: place)
        case .data: _ = try JSONStat.cube(bytes, from: place)
        case .table(let id):
            let table = try PxWebTable(bytes, from: place)
            guard table.id == id else {
                throw payload.fault(
                    "SSB answers with table \(table.id.prefix(40)) where \(id) was asked for",
                    remedy: "Nothing of it is taken. Check the number of the table.")
            }
        }
    }

    /// The office's stamp.
    func edition(of payload: Payload) -> String? {
        switch self {
        case .table: (try? PxWebTable(payload.bytes, from: ""))?.updated
        case .classification: (try? KLASSClassification(payload.bytes, from: ""))?.edition
        default: nil
        }
    }
}
