import KlyftaAlerting

/// An event as CloudEvents 1.0 has it, in structured JSON.
///
/// Names of extensions are lower-case letters and digits, as the specification wants and its SDKs enforce.
package struct CloudEvent: Encodable, Sendable {
    /// The media type of one such event.
    package static let mediaType = "application/cloudevents+json; charset=utf-8"

    let specversion = "1.0"
    let id: String
    let source: String
    let type: String
    let subject: String
    /// When Klyfta learnt it and wrote it down.
    let time: String
    /// The place in the order of all events, with leading zeros, so that it sorts as text.
    let sequence: String
    let severitytext: String?
    let severitynumber: Int?
    let datacontenttype = "application/json"
    let data: AlertRecord

    /// - Parameter host: which Klyfta it is; source and id together name an event in the world.
    package init(_ record: AlertRecord, from host: String) {
        id = record.id
        source = "/klyfta/\(host)"
        type = "org.klyfta.alert.\(record.kind).v1"
        subject = "\(record.rule)/\(record.alert)"
        time = record.ts
        let digits = String(record.seq)
        sequence = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        (severitytext, severitynumber) = Self.severity(record.severity)
        data = record
    }

    /// Its bytes, the same for the same event.
    package func bytes() throws -> [UInt8] { try SinkJSON.bytes(self) }

    /// The words and numbers of OpenTelemetry, which the extension refers to.
    private static func severity(_ word: String?) -> (String?, Int?) {
        switch word {
        case "critical": ("ERROR", 17)
        case "warning": ("WARN", 13)
        case "info": ("INFO", 9)
        default: (nil, nil)
        }
    }
}
