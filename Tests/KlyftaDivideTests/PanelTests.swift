@testable import KlyftaDivide
import KlyftaModel
import Testing

struct PanelTests {
    @Test func `everybody in force is a member or left out`() {
        let panel = panel(
            [value(of: "SE-0180", 90), absence(of: "SE-0114", .suppressed), value(of: "SE-9999", 1)],
            [crowd(of: "SE-0180", 900_000), crowd(of: "SE-0114", 40_000), crowd(of: "SE-1860", 6_000)])
        #expect(panel.members.map(\.municipality) == [municipality("SE-0180")])
        #expect(panel.leftOut.map(\.municipality) == ["SE-0114", "SE-1860", "SE-9999"].map(municipality))
    }

    @Test(arguments: Absence.allCases)
    func `whoever has no value is left out with its reason`(reason: Absence) {
        let panel = panel([absence(of: "SE-0180", reason)], [crowd(of: "SE-0180", 900_000)])
        #expect(
            panel.leftOut
                == [
                    .init(
                        municipality: municipality("SE-0180"), reason: .noValue(reason), size: 900_000,
                        inhabitants: 900_000)
                ])
    }

    @Test func `a municipality without a row counts as missing`() {
        let panel = panel([value(of: "SE-0180", 90)], [crowd(of: "SE-0180", 900_000), crowd(of: "SE-1860", 6_000)])
        #expect(panel.leftOut.map(\.reason) == [.noValue(.missing)])
        #expect(panel.leftOut(of: small).map(\.municipality) == [municipality("SE-1860")])
    }

    @Test func `a value without population is left out and in no class`() {
        let panel = panel([value(of: "SE-0180", 90), value(of: "SE-1860", 5)], [crowd(of: "SE-0180", 900_000)])
        #expect(panel.members.map(\.municipality) == [municipality("SE-0180")])
        #expect(
            panel.leftOut == [
                .init(municipality: municipality("SE-1860"), reason: .noPopulation, size: nil, inhabitants: nil)
            ])
        #expect(panel.leftOut(of: small).isEmpty && panel.leftOut(of: large).isEmpty)
    }

    @Test func `a zero makes a member`() {
        #expect(panel([value(of: "SE-1860", 0)], [crowd(of: "SE-1860", 6_000)]).members.map(\.value) == [0])
    }

    @Test func `a country without any observation of the indicator is not in the panel`() {
        let panel = panel([value(of: "SE-0180", 90)], [crowd(of: "SE-0180", 900_000), crowd(of: "NO-0301", 600_000)])
        #expect(panel.members.count == 1)
        #expect(panel.leftOut.isEmpty)
    }

    @Test func `a country whose rows of one period are lost is left out whole, not forgotten`() {
        let panel = panel(
            [value(of: "SE-0180", 90), value(of: "NO-0301", 80, in: 2013)],
            [crowd(of: "SE-0180", 900_000), crowd(of: "NO-0301", on: "2014-01-01", 600_000)])
        #expect(panel.leftOut.map(\.municipality) == [municipality("NO-0301")])
    }

    @Test func `members and omissions are in order of municipality`() {
        let codes = ["SE-2584", "SE-0114", "SE-1860", "SE-0180"]
        let all = panel(codes.map { value(of: $0, 1) }, codes.map { crowd(of: $0, 1_000) })
        let none = panel(codes.map { absence(of: $0, .missing) }, codes.map { crowd(of: $0, 1_000) })
        #expect(all.members.map(\.municipality.code) == ["0114", "0180", "1860", "2584"])
        #expect(none.leftOut.map(\.municipality.code) == ["0114", "0180", "1860", "2584"])
    }
}

struct FixedMembershipTests {
    private func panel(_ membership: Membership) -> Panel {
        KlyftaDivideTests.panel(
            [value(of: "SE-1001", 10), value(of: "SE-1002", 20)],
            [
                crowd(of: "SE-1001", on: "2009-12-31", 9_000), crowd(of: "SE-1001", 11_000),
                crowd(of: "SE-1002", 8_000), crowd(of: "SE-1003", on: "2009-12-31", 5_000),
            ],
            membership: membership)
    }

    @Test func `with a fixed membership nobody changes class by growing`() {
        let fixed = panel(.fixed(.year(2009)))
        #expect(fixed.members(of: small).map(\.municipality) == [municipality("SE-1001")])
        #expect(fixed.members(of: large).isEmpty)
    }

    @Test func `with a current membership growth changes the class`() {
        #expect(panel(.current).members(of: large).map(\.municipality) == [municipality("SE-1001")])
    }

    @Test func `a fixed membership decides the class and not the weight`() {
        let member = panel(.fixed(.year(2009))).members.first
        #expect(member?.size == 9_000)
        #expect(member?.inhabitants == 11_000)
    }

    @Test func `who had no population in the base period is left out with that reason`() {
        #expect(
            panel(.fixed(.year(2009))).leftOut
                == [
                    .init(
                        municipality: municipality("SE-1002"), reason: .notInBasePeriod(.year(2009)), size: nil,
                        inhabitants: 8_000)
                ])
    }

    @Test func `who is no longer in force is not in the panel`() {
        let panel = panel(.fixed(.year(2009)))
        let everybody = panel.members.map(\.municipality) + panel.leftOut.map(\.municipality)
        #expect(!everybody.contains(municipality("SE-1003")))
    }

    @Test(arguments: [Membership.current, .fixed(.year(2009)), .fixed(try! Period("2009Q1"))])
    func `a membership is written as it is read`(membership: Membership) throws {
        #expect(try Membership(membership.description) == membership)
    }

    @Test(arguments: ["", "fixed", "fixed:", "fixed:9", "Current", "2009", "published", "fixed: 2009"])
    func `a membership is current or a base period`(text: String) {
        #expect(throws: InvalidText.self) { try Membership(text) }
    }
}
