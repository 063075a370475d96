import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing
import Testing

struct EditionTests {
    @Test
    func `without a rule an indicator shows the usual comparison`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let id = try IndicatorID("skl.N07900")
        let subject = try #require(Subject.all(in: figures, rules: [], standings: []).first { $0.indicator.id == id })
        let line = try #require(subject.lines.first)
        #expect(subject.lines.count == 1)
        #expect(line.series.question == GapQuestion.usual(of: id, in: figures))
        #expect(line.series.gaps.count == figures.periods(of: id).count)
        #expect(subject.panel?.period == figures.periods(of: id).last)
        #expect(line.intervals.isEmpty, "a register counts everybody")
    }

    @Test
    func `the interval of a survey holds the gap it belongs to`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let lines = Subject.all(in: figures, rules: [], standings: []).flatMap(\.lines)
        let surveyed = lines.filter { !$0.intervals.isEmpty }
        #expect(!surveyed.isEmpty)
        for line in surveyed {
            for gap in line.series.gaps {
                guard let bounds = line.intervals[gap.period], let gap = gap.difference.value else { continue }
                #expect(bounds.contains(gap))
            }
        }
    }
}
