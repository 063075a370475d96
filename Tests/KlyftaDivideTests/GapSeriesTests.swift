import KlyftaDivide
import KlyftaModel
import Testing

struct GapSeriesTests {
    private func series(_ published: [PublishedFigure]) -> GapSeries? {
        let figures = Figures(
            indicators: [coverage()], observations: [], populations: [], published: published)
        let question = GapQuestion(coverageID, .published(low: "<10000", high: ">100000"))
        return GapSeries(answering: question, from: figures)
    }

    @Test func `published figures keep the labels and counts of the office`() {
        let gap = series([published("a", 2014, "<10000", 40), published("b", 2014, ">100000", 67)])?.gaps.first
        #expect(gap?.low == .init(label: "<10000", n: 86, of: 290, value: .defined(40)))
        #expect(gap?.high == .init(label: ">100000", n: 86, of: 290, value: .defined(67)))
        #expect(gap?.membership == .published)
        #expect(gap?.difference == .defined(27))
    }

    @Test func `a figure in words only has no number`() {
        let series = series([
            published("a", 2014, "<10000", nil, words: "var femte"), published("b", 2014, ">100000", 67),
        ])
        #expect(series?.gaps.map(\.difference) == [.undefined(.wordsOnly)])
    }

    @Test(arguments: [["words", "number"], ["number", "words"]])
    func `a number counts, whatever words were printed beside it`(order: [String]) {
        let lows = order.map { published($0, 2014, "<10000", $0 == "words" ? nil : 20, words: "var femte") }
        #expect(series(lows + [published("b", 2014, ">100000", 67)])?.gaps.map(\.difference) == [.defined(47)])
    }

    @Test func `a figure per municipality is not held against one per inhabitant`() {
        let series = series([
            published("a", 2014, "<10000", 40), published("b", 2014, ">100000", 67, weight: .inhabitant),
        ])
        #expect(series?.gaps.compactMap(\.difference.value) == [])
    }

    @Test func `a period counts where both groups were published`() {
        let series = series([
            published("a", 2013, "<10000", 40), published("b", 2014, "<10000", 41),
            published("c", 2014, ">100000", 67), published("d", 2015, ">100000", 68),
        ])
        #expect(series?.gaps.map(\.period) == [.year(2014)])
    }

    @Test func `size classes are compared in every period that has figures, in order of time`() {
        let figures = figures(
            [
                value(of: "SE-1001", 10, in: 2014), value(of: "SE-2001", 60, in: 2014),
                value(of: "SE-2001", 50, in: 2013),
            ],
            [2013, 2014].flatMap { year in
                [
                    crowd(of: "SE-1001", on: "\(year)-12-31", 1_000),
                    crowd(of: "SE-2001", on: "\(year)-12-31", 50_000),
                ]
            })
        let question = GapQuestion(
            coverageID, .sizeClasses(low: small, high: large, .municipality, .current))
        let series = GapSeries(answering: question, from: figures)
        #expect(series?.gaps.map(\.period) == [.year(2013), .year(2014)])
        #expect(series?.gaps.map(\.difference) == [.undefined(.noValues), .defined(50)])
    }

    @Test func `figures that do not know the indicator give no answer`() throws {
        let question = GapQuestion(try IndicatorID("skl.other"), .published(low: "a", high: "b"))
        #expect(GapSeries(answering: question, from: figures([], [])) == nil)
    }

    @Test(arguments: [(2016, 2015), (2015, 2013), (2014, 2013), (2013, nil)] as [(Int, Int?)])
    func `the last defined gap before a period is never a hole and never the period itself`(year: Int, last: Int?) {
        let series = GapSeries(
            question: GapQuestion(coverageID, .published(low: "small", high: "large")), indicator: coverage(),
            gaps: [gap(1, 2, in: 2015), gap(nil, 2, in: 2014), gap(1, 2, in: 2013)])
        #expect(series.lastDefined(before: .year(year))?.period == last.map(Period.year))
    }

    @Test func `a question names its groups and how they are formed`() {
        let classes = GapQuestion(
            coverageID, .sizeClasses(low: small, high: large, .inhabitant, .fixed(.year(2009))))
        let published = GapQuestion(coverageID, .published(low: "<10000", high: ">100000"))
        #expect([classes.low, classes.high, classes.membership.description] == ["0-9999", "10000+", "fixed:2009"])
        #expect(
            [published.low, published.high, published.membership.description] == ["<10000", ">100000", "published"])
    }
}
