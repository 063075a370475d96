import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// An indicator of Kolada that nobody wrote Swift for: from the configuration, through the module's process and a
/// server on this machine, to the store and to a gap.
@Suite(.timeLimit(.minutes(10)))
struct KoladaTests {
    private let scratch: Scratch
    private let office: KoladaOffice
    /// The mark of an empty description.
    private static let emptyMark = "cbf29ce484222325"

    init() throws {
        scratch = try Scratch()
        office = try KoladaOffice { holdings in
            holdings.indicators = [
                KoladaEntry(
                    "N00652",
                    "Medborgarundersökningen - Kommunens information kring större förändringar fungerar bra, andel (%)",
                    isDividedByGender: true),
                KoladaEntry("N01951", "Invånare totalt, antal", isDividedByGender: true),
                KoladaEntry("N07900", "Tillgång till fast bredband om minst 100 Mbit/s, andel (%)"),
            ]
            for (number, area) in KoladaOffice.municipalities.enumerated() {
                let isSmall = number < 145
                holdings.rows.append(KoladaRow("N01951", area, 2025, isSmall ? 5_000 : 150_000))
                holdings.rows.append(KoladaRow("N07900", area, 2025, isSmall ? 80 : 97))
                // A voluntary survey: every third takes no part.
                holdings.rows.append(KoladaRow("N00652", area, 2025, number % 3 == 0 ? nil : isSmall ? 40 : 52.5))
            }
        }
    }

    private func configure(_ kolada: String, contact: String = "contact: it@kommun.example") throws {
        try scratch.write(
            """
            state: \(scratch["state"])
            \(contact)
            network: { private: [127.0.0.0/8] }
            sources:
              skl:
                live: true
                address: \(office.address)
                indicators: [N07900]
                kolada:
                  N01951: { definition: \(Self.emptyMark) }
                  N07900: { definition: \(Self.emptyMark) }
                  \(kolada)

            """, to: "klyfta.yaml")
    }

    private func klyfta(_ arguments: String...) throws -> (Int, String, String) {
        let ending = try scratch.start(arguments + ["--config", scratch["klyfta.yaml"]]).ending()
        guard case .exited(let code) = ending.status else { throw Missed("\(ending)") }
        return (Int(code), ending.output, ending.errors)
    }

    @Test func `adding the indicator N00652 by configuration needs no Swift`() throws {
        try configure("N00652: { direction: higher-is-better, nature: survey }")
        let (planned, plan, _) = try klyfta("fetch", "--dry-run")
        #expect(planned == 0 && plan.contains("GET \(office.address)/kpi/N00652,N01951,N07900"), "\(plan)")
        #expect(
            plan.hasPrefix("skl: 2 questions") && plan.contains("more may follow")
                && plan.contains("127.0.0.1: at most"))
        #expect(office.takeQuestions().isEmpty, "a dry run asks nobody")

        let (fetched, news, errors) = try klyfta("fetch", "skl")
        #expect(fetched == 0 && news.hasPrefix("skl: new figures, vintage "), "\(news) \(errors)")
        #expect(office.takeQuestions().count == 6)

        let (_, gaps, complaint) = try klyfta("gaps", "--indicator", "skl.N00652", "--format", "csv")
        let row = gaps.split(separator: "\n").dropFirst().first.map { $0.split(separator: ",").map(String.init) } ?? []
        #expect(row.starts(with: ["skl.N00652", "2025", "0-9999", "100000+"]), "\(gaps) \(complaint)")
        #expect(row.contains("12.5") && row.contains("40.0") && row.contains("52.5"), "\(row)")

        let (again, same, _) = try klyfta("fetch")
        #expect(again == 0 && same.hasPrefix("skl: nothing new"), "\(same)")
        let asked = office.takeQuestions().map(\.target)
        #expect(asked.count == 4 && asked.filter { $0.contains("from_date=") }.count == 2, "\(asked)")
        let (verified, report, _) = try klyfta("verify")
        #expect(verified == 0 && report.hasPrefix("1 of 1 vintages are the same byte for byte"), "\(report)")

        let (_, fares, _) = try klyfta("sources", "--format", "json")
        for word in [#""state": "fresh""#, #""newest": "2025""#, #""rows": 870"#] {
            #expect(fares.contains(word), "\(fares)")
        }
        let (_, later, _) = try klyfta("fetch", "--dry-run")
        #expect(later.contains("held http") && later.contains("(held since 20"), "\(later)")
    }

    @Test func `nobody is asked before a contact is set, and the dry run says so`() throws {
        try configure("N00652: { direction: higher-is-better, nature: survey }", contact: "")
        #expect(try klyfta("fetch", "--dry-run").1.contains("not before 'contact:' is set"))
        let (code, _, errors) = try klyfta("fetch")
        #expect(code == 1 && errors.contains("Set 'contact:' in the configuration"), "\(errors)")
        #expect(office.takeQuestions().isEmpty)
    }

    @Test func `a key that is missing is told with its line and column`() throws {
        try configure("N00652: { nature: survey }")
        let (code, _, errors) = try klyfta("fetch")
        #expect(code == 78 && errors.contains("klyfta.yaml:12:7"), "\(errors)")
        #expect(errors.contains("'direction' is missing"), "\(errors)")
    }

    @Test func `who fetches beside a daemon is told what to do`() throws {
        try configure("N00652: { direction: higher-is-better, nature: survey }")
        try scratch.makeDirectory("state")
        let holder = open(scratch["state"], O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX | LOCK_NB) == 0)
        let (code, _, errors) = try klyfta("fetch")
        #expect(code == 75 && errors.contains("To fetch now, stop it, fetch, start it again."), "\(errors)")
    }

    @Test func `a source that nobody configured is named`() throws {
        try configure("N00652: { direction: higher-is-better, nature: survey }")
        let (code, _, errors) = try klyfta("fetch", "ssb")
        #expect(code == 64 && errors.contains("Choose among skl."), "\(errors)")
    }
}
