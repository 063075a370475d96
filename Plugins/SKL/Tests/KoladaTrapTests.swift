import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SKL

/// What makes naive clients of Kolada compute nonsense without a word.
@Suite(.timeLimit(.minutes(10)))
struct KoladaTrapTests {
    private static let all = KoladaOffice.municipalities

    private func bench(
        own: [String] = ["N07900"], options: [String: String] = [:],
        _ change: @escaping (inout KoladaOffice.Holdings) -> Void
    ) throws -> KoladaBench {
        try KoladaBench(own: own, options: options) { holdings in
            holdings.rows += own.flatMap { id in Self.all.map { KoladaRow(id, $0, 2025, 90) } }
            change(&holdings)
        }
    }

    private func refusal(_ change: @escaping (inout KoladaOffice.Holdings) -> Void) async throws -> SourceFault? {
        let bench = try bench(change)
        let release = try await bench.fetch().release
        #expect(bench.asked().allSatisfy { !$0.hasPrefix("data/") || !$0.contains("N07900") }, "no figure is asked for")
        #expect(release.populations.count == 290, "the rest goes on")
        #expect(release.refused.map(\.indicator.text) == ["skl.N07900"])
        return release.refused.first?.fault
    }

    @Test func `an indicator with another title is refused with both titles`() async throws {
        let fault = try await refusal { $0.change("N07900") { $0.title = "Resultat av medborgarundersökning" } }
        #expect(fault?.place == "skl.N07900" && fault?.kind == .changedShape)
        #expect(
            fault?.problem
                == "its title was 'Tillgång till fast bredband om minst 100 Mbit/s, andel (%)' and is "
                + "'Resultat av medborgarundersökning'")
    }

    @Test func `what is called the population must be the population`() async throws {
        let bench = try bench {
            $0.change("N01951") { $0.title = "Tillfälliga föräldrapenningdagar (VAB) som tas ut av män" }
        }
        let fault = await bench.fault() as? SourceFault
        #expect(bench.asked().allSatisfy { !$0.hasPrefix("data/") }, "no figure is asked for")
        #expect(fault?.place == "skl.N01951" && fault?.kind == .changedShape)
    }

    @Test func `a new title is taken once the operator has written it down`() async throws {
        let bench = try bench(options: ["kolada/N07900/title": "Bredband, andel (%)"]) {
            $0.change("N07900") { $0.title = "Bredband,\u{a0}andel (%)" }
        }
        #expect(await bench.fault() == nil)
    }

    @Test func `another description may be another definition`() async throws {
        let fault = try await refusal { $0.change("N07900") { $0.description = "Nu avses företag." } }
        #expect(fault?.kind == .changedShape)
        #expect(fault?.problem.hasSuffix("it is now 'Nu avses företag.'") == true)
        let mark = DescriptionMark(of: "Nu avses företag.").description
        #expect(fault?.remedy.contains("'definition: \(mark)' under sources.skl.kolada.N07900") == true)
        let accepted = try bench(options: ["kolada/N07900/definition": mark, "kolada/N07900/break": "2025"]) {
            $0.change("N07900") { $0.description = "Nu  avses företag." }
        }
        let release = try await accepted.fetch().release
        #expect(release.indicators.first { $0.id.localName == "N07900" }?.breaks.last?.period == .year(2025))
    }

    @Test func `a series that has ended keeps its figures and says so in its name`() async throws {
        let bench = try bench {
            $0.change("N07900") {
                $0.title += " (-2025)"
                $0.publicationDate = nil
                $0.period = nil
            }
        }
        let indicator = try await bench.fetch().release.indicators.first { $0.id.localName == "N07900" }
        #expect(indicator?.title.en == "Access to fixed broadband of at least 100 Mbit/s (-2025)")
    }

    @Test func `an indicator that Kolada lists no more is named`() async throws {
        let fault = try await refusal { $0.indicators.removeAll { $0.id == "N07900" } }
        #expect(fault?.description.contains("skl.N07900: Kolada does not list it any more") == true)
        #expect(fault?.kind == .withdrawn)
    }

    @Test func `one indicator that is gone and one that changed leave the third its new figures`() async throws {
        let bench = try bench(own: ["N07900", "N07918", "N07920"]) { holdings in
            holdings.indicators.removeAll { $0.id == "N07900" }
            holdings.change("N07918") { $0.title = "Något annat, andel (%)" }
        }
        let sourced = try await bench.fetch()
        #expect(sourced.release.indicators.map(\.id.localName) == ["N07920"])
        #expect(sourced.outcome("N07920", "0980", 2025) == .value(90))
        let refused = sourced.release.refused.map { "\($0.indicator) \($0.fault.kind.rawValue)" }
        #expect(refused.sorted() == ["skl.N07900 withdrawn", "skl.N07918 changed-shape"])
        // Read again from the archive it says the same.
        #expect(try await bench.fetch() == sourced)
    }

    @Test(arguments: [("L", false), ("A", true)])
    func `an indicator of regions alone, or divided otherwise than before, is refused`(
        type: String, isDivided: Bool
    ) async throws {
        let fault = try await refusal {
            $0.change("N07900") { entry in
                entry.type = type
                entry.isDividedByGender = isDivided
            }
        }
        #expect(fault?.kind == .changedShape)
    }

    @Test func `the country, regions and groups are dropped, and 0009 is not 0980`() async throws {
        let bench = try bench { holdings in
            holdings.mixesAreas = true
            holdings.rows += ["0000", "0001", "0009", "G30823"].map { KoladaRow("N07900", $0, 2025, 1) }
        }
        let sourced = try await bench.fetch()
        #expect(sourced.release.observations.count == 290)
        #expect(sourced.outcome("N07900", "0980", 2025) == .value(90))
        #expect(sourced.release.observations.allSatisfy { $0.outcome == .value(90) })
    }

    @Test(arguments: ["980", "0", "01", "1917"])
    func `a code that is no text of four digits in the list is refused`(code: String) async throws {
        let bench = try bench { $0.rows.append(KoladaRow("N07900", code, 2025, 1)) }
        #expect(await bench.fault()?.problem == "'\(code)' is no area of Kolada's list")
    }

    @Test func `a missing figure comes as null or not at all, and zero is a figure`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.dropFirst(3).map { KoladaRow("N07900", $0, 2025, 90) }
            holdings.rows += [KoladaRow("N07900", Self.all[1], 2025, nil), KoladaRow("N07900", Self.all[2], 2025, 0)]
        }
        let sourced = try await bench.fetch()
        #expect(sourced.outcome("N07900", Self.all[0], 2025) == .absent(.missing))
        #expect(sourced.outcome("N07900", Self.all[1], 2025) == .absent(.missing))
        #expect(sourced.outcome("N07900", Self.all[2], 2025) == .value(0))
    }

    @Test func `figures of women and men are not those of all`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { area in
                var row = KoladaRow("N07900", area, 2025, 50)
                row.values = [("K", 40), ("M", 60), ("T", 50)]
                return row
            }
        }
        #expect(try await bench.fetch().release.observations.allSatisfy { $0.outcome == .value(50) })
    }

    @Test(arguments: [
        "GPS-larm finns tillgängligt, (Breddinfört=2, testverksamhet=1, Nej=0)", "Digitala lås finns, (Ja=1, Nej=0)",
        "Möjlighet till uppkoppling, (inget=0, några=1, alla=2)",
    ])
    func `ordinal codes are never averaged: they must be declared as such`(title: String) async throws {
        let fill: (inout KoladaOffice.Holdings) -> Void = { holdings in
            holdings.indicators.append(KoladaEntry("U21341", title))
            holdings.rows += Self.all.map { KoladaRow("U21341", $0, 2025, 2) }
        }
        let options = ["kolada/U21341/direction": "higher-is-better"]
        let wrong = try bench(options: options.merging(["kolada/U21341/nature": "register"]) { one, _ in one }, fill)
        #expect(await wrong.fault()?.place == "sources.skl.kolada.U21341.nature")
        let right = try bench(options: options.merging(["kolada/U21341/nature": "ordinal"]) { one, _ in one }, fill)
        let indicator = try await right.fetch().release.indicators.first { $0.id.localName == "U21341" }
        #expect(indicator?.nature == .ordinal && indicator?.unit == .points)
    }

    @Test func `a population that is no whole number is suspect`() async throws {
        let bench = try bench { $0.rows.append(KoladaRow("N01951", "0980", 2026, 61_000.5)) }
        #expect((await bench.fault() as? SourceFault)?.kind == .suspect)
    }

    @Test func `a figure of something that was not asked for refuses the answer`() async throws {
        let bench = try bench { holdings in
            holdings.otherAnswers = [
                (
                    "/v3/data/",
                    .answer(
                        #"{"values":[{"kpi":"N00945","period":2025,"municipality":"0980","values":[]},"#
                            + #"{"kpi":"N00945","period":2025,"municipality":"0114","values":"#
                            + #"[{"gender":"T","value":1,"status":"","count":1}]}]}"#)
                )
            ]
        }
        #expect(await bench.fault()?.problem == "there are figures of N00945 in 2025, which were not asked for")
    }
}
