import KlyftaModel

/// What is expected when, as a calendar that others subscribe to (RFC 5545): the releases of the offices, and the next run
/// of every job.
struct ReleaseCalendar {
    private let edition: Edition
    private let form: ReaderForm

    init(_ edition: Edition, in language: Language) { (self.edition, form) = (edition, ReaderForm(language)) }

    /// The whole text; every line ends in CRLF.
    var text: String {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Klyfta//Klyfta \(Self.escaped(edition.version))//EN",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))",
            // Nothing here moves within hours.
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        ]
        // A calendar has to hold something: where nothing is expected, the time that its moments would be in.
        let body = edition.expected.isEmpty ? Self.zone : edition.expected.flatMap(event)
        return (head + body + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
    }

    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    ]

    private var name: String {
        form.pick("Klyfta: väntade siffror", "Klyfta: ventede tall", "Klyfta: expected figures")
    }

    private func event(_ expected: Edition.Expected) -> [String] {
        let moment = Self.moment(expected.moment)
        let (title, text) = words(expected)
        let name = [expected.kind.rawValue, expected.name, moment].compactMap(\.self).joined(separator: "-")
        return [
            "BEGIN:VEVENT",
            // The same date of the same office is the same event, however often the calendar is made.
            "UID:\(Self.escaped(name))@klyfta.org", "DTSTAMP:\(Self.moment(edition.committed))",
            "DTSTART:\(moment)", "SUMMARY;LANGUAGE=\(form.language.rawValue):\(Self.escaped(title))",
            "DESCRIPTION;LANGUAGE=\(form.language.rawValue):\(Self.escaped(text))",
            "CATEGORIES:\(expected.kind.rawValue.uppercased())", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]
    }

    private func words(_ expected: Edition.Expected) -> (title: String, text: String) {
        let name = expected.name ?? ""
        let schedule = form.pick("Enligt schemat.", "Etter planen.", "By its schedule.")
        return switch expected.kind {
        case .release:
            (
                form.pick(
                    "\(name): nya siffror väntas", "\(name): nye tall ventes", "\(name): new figures are expected"),
                form.pick(
                    "Enligt källans egen kalender. Kommer de inte larmar Klyfta om det.",
                    "Etter kildens egen kalender. Kommer de ikke, varsler Klyfta om det.",
                    "By the source's own calendar. If they do not come, Klyfta says so.")
            )
        case .fetch: (form.pick("Klyfta frågar \(name)", "Klyfta spør \(name)", "Klyfta asks \(name)"), schedule)
        case .round: (form.pick("Klyfta räknar om", "Klyfta regner på nytt", "Klyfta computes again"), schedule)
        }
    }

    /// A moment to the second, in UTC: `20261201T070000Z`.
    private static func moment(_ time: CommitTime) -> String {
        time.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// A text as a value (RFC 5545, 3.3.11).
    private static func escaped(_ text: String) -> String {
        PlainText.line(text).replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
    }

    /// A line in pieces of at most 75 bytes, none of which parts a character (RFC 5545, 3.1).
    private static func folded(_ line: String) -> String {
        var result = ""
        var width = 0
        for character in line.unicodeScalars {
            let size = UTF8.width(character)
            if width + size > 75 {
                result += "\r\n "
                width = 1
            }
            result.unicodeScalars.append(character)
            width += size
        }
        return result
    }
}
