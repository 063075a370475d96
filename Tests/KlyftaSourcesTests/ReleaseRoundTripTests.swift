import KlyftaModel
import KlyftaSources
import Testing

struct ReleaseRoundTripTests {
    @Test func `what is written is what is read`() throws {
        let read = try ReleaseReader.release(of: fake, from: ReleaseWriter.lines(of: release()))
        #expect(read == release())
    }

    @Test(arguments: Absence.allCases)
    func `an absence keeps its reason`(absence: Absence) throws {
        let sent = release([observation("SE-0180", .absent(absence))])
        #expect(try ReleaseReader.release(of: fake, from: ReleaseWriter.lines(of: sent)) == sent)
    }

    @Test(arguments: [
        0, -0.0, 0.1, 1.0 / 3, 39.3 - 31.4, 1e-9, 1e21, 123_456_789_012_345_680, 9_007_199_254_740_992,
        .greatestFiniteMagnitude, .leastNonzeroMagnitude, .leastNormalMagnitude, .pi, -.pi, 1.nextUp, 100,
    ])
    func `every number arrives to the last bit`(number: Double) throws {
        var sent = release([observation("SE-0180", .value(number))])
        sent.published = [published("p1", value: number)]
        let read = try ReleaseReader.release(of: fake, from: ReleaseWriter.lines(of: sent))
        #expect(read.observations.first?.outcome.value?.bitPattern == number.bitPattern)
        #expect(read.published.first?.value?.bitPattern == number.bitPattern)
    }

    @Test func `a thousand numbers of any size arrive to the last bit`() throws {
        var pattern: UInt64 = 42
        let numbers = (0..<1_000).map { _ in
            pattern = pattern &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(bitPattern: pattern)
        }.filter(\.isFinite)
        let sent = release(numbers.enumerated().map { observation("SE-\(1000 + $0)", .value($1)) })
        let read = try ReleaseReader.release(of: fake, from: ReleaseWriter.lines(of: sent))
        let arrived = read.observations.sorted { $0.municipality < $1.municipality }.compactMap(\.outcome.value)
        #expect(arrived.map(\.bitPattern) == numbers.map(\.bitPattern))
    }

    @Test func `the order in which facts are delivered does not change the lines`() throws {
        let (one, two) = (try Municipality("NO-0301"), try Municipality("NO-1507"))
        let days = try ["2019-01-01", "2020-01-01"].map { try CalendarDay($0) }
        var sent = release(
            ["SE-0180", "SE-1860", "SE-2584"].flatMap { code in
                [2013, 2014].map { observation(code, .value(Double($0)), in: $0) }
            })
        sent.indicators += [indicator(try IndicatorID("fake.other"))]
        sent.populations = days.flatMap { day in [one, two].map { Population($0, on: day, 5) } }
        sent.published += [published("p0", "some"), published("p2", "more")]
        var turned = sent
        turned.indicators.reverse()
        turned.observations.reverse()
        turned.populations.reverse()
        turned.names.reverse()
        turned.boundaryChanges.reverse()
        turned.published.reverse()
        #expect(turned != sent)
        #expect(ReleaseWriter.lines(of: turned) == ReleaseWriter.lines(of: sent))
    }

    @Test func `another value makes other lines`() {
        #expect(
            ReleaseWriter.lines(of: release([observation("SE-0180", .value(90.6))]))
                != ReleaseWriter.lines(of: release()))
    }

    @Test func `a release without figures is a greeting and an end`() {
        #expect(
            ReleaseWriter.lines(of: Release(source: fake, indicators: [])) == [
                #"{"klyfta":{"lines":1,"source":"fake"}}"#,
                """
                {"end":{"boundaryChanges":0,"indicators":0,"names":0,"observations":0,"populations":0,"published":0}}
                """,
            ])
    }

    @Test func `all municipalities of an indicator and period are one line`() {
        let lines = ReleaseWriter.lines(
            of: release([observation("SE-0180", .value(90.5)), observation("SE-1860", .absent(.suppressed))]))
        #expect(
            lines.contains(
                """
                {"observations":{"absent":{"SE-1860":"suppressed"},"indicator":"fake.speed","period":"2014",\
                "values":{"SE-0180":90.5}}}
                """))
    }
}
