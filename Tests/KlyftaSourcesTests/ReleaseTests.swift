import KlyftaModel
import KlyftaSources
import Testing

struct ReleaseTests {
    private func complaint(_ change: (inout Release) -> Void) -> String? {
        var changed = release()
        change(&changed)
        do throws(SourceFault) {
            _ = try changed.checked()
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a release without contradiction is taken as it is`() throws {
        #expect(try release().checked() == release())
    }

    @Test func `a value that is there twice is refused, even if it is the same`() {
        #expect(
            complaint { $0.observations += $0.observations } == """
                release of fake: the value of fake.speed for SE-0180 in 2014 is there twice. \
                Deliver it once; nothing of this release is taken.
                """)
    }

    @Test(arguments: [
        ("indicator", "indicator fake.speed"), ("population", "the population of NO-1507 on 2020-01-01"),
        ("figure", "published figure p1"), ("group", "the published value of fake.speed for 'all' in 2014"),
    ])
    func `no fact is there twice`(fact: String, name: String) {
        let complaint = complaint { release in
            switch fact {
            case "indicator": release.indicators += release.indicators
            case "population": release.populations += release.populations
            case "figure": release.published += [published("p1", "other")]
            default: release.published += [published("p2", value: 5)]
            }
        }
        #expect(
            complaint == "release of fake: \(name) is there twice. Deliver it once; nothing of this release is taken.")
    }

    @Test func `words may be printed beside a number of the same group`() {
        #expect(complaint { $0.published += [published("p2", value: nil), published("p3", value: nil)] } == nil)
    }

    @Test func `an indicator bears the name of its module`() throws {
        let stranger = indicator(try IndicatorID("other.speed"))
        #expect(
            complaint { $0.indicators += [stranger] }
                == "release of fake: indicator other.speed does not begin with 'fake.'. Name it after its module.")
    }

    @Test func `of several strange indicators the first is named`() throws {
        let strangers = try ["z.a", "y.a", "x.a", "w.a", "v.a"].map { indicator(try IndicatorID($0)) }
        #expect(complaint { $0.indicators += strangers }?.contains("indicator z.a does not") == true)
    }

    @Test(arguments: ["observation", "published"])
    func `figures of an undeclared indicator are refused`(fact: String) throws {
        let other = try IndicatorID("fake.other")
        let complaint = complaint { release in
            if fact == "observation" {
                release.observations += release.observations.map {
                    Observation(other, $0.municipality, $0.period, $0.outcome)
                }
            } else {
                release.published += [published("p2", of: other)]
            }
        }
        #expect(
            complaint
                == """
                release of fake: fake.other has figures but is not declared. Declare it, or leave its figures out.
                """)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a value that is no finite number is refused`(number: Double) {
        #expect(
            complaint { $0.observations = [observation("SE-0180", .value(number))] } == """
                release of fake: the value of fake.speed for SE-0180 in 2014 is not a finite number. \
                Deliver a number, or say why there is none.
                """)
    }

    @Test(arguments: [(0.0, true), (1, true), (0.5, false), (-1, false), (2, false)])
    func `where the unit is whether there is any, a value is 0 or 1`(number: Double, isTaken: Bool) {
        let complaint = complaint { release in
            release.indicators = release.indicators.map { indicator in
                Indicator(
                    id: indicator.id, title: indicator.title, unit: .any, direction: indicator.direction,
                    nature: indicator.nature, attribution: indicator.attribution)
            }
            release.observations = [observation("SE-0180", .value(number))]
        }
        #expect((complaint == nil) == isTaken)
        #expect(isTaken || complaint?.contains("is neither 0 nor 1. In the unit 'any'") == true)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a published value that is no finite number is refused`(number: Double) {
        #expect(
            complaint { $0.published = [published("p1", value: number)] } == """
                release of fake: the value of published figure p1 is not a finite number. \
                Deliver a number, or words only.
                """)
    }

    @Test func `a negative population is refused, an empty municipality is not`() {
        func crowd(_ inhabitants: Int) -> (inout Release) -> Void {
            { $0.populations = $0.populations.map { Population($0.municipality, on: $0.day, inhabitants) } }
        }
        #expect(
            complaint(crowd(-1))
                == "release of fake: the population of NO-1507 on 2020-01-01 is negative. Correct it.")
        #expect(complaint(crowd(0)) == nil)
    }

    @Test(arguments: [
        ("SE-0330", 2001, "SE-0330 on 2002-01-01"), ("SE-0330", 2002, nil), ("SE-1917", 2005, nil),
        ("SE-1917", 2008, "SE-1917 on 2009-01-01"), ("SE-0331", 1994, nil), ("SE-0380", 1994, nil),
    ])
    func `a code that was not in force then is refused by name, and a later code of the same municipality is not`(
        _ code: String, _ year: Int, _ place: String?
    ) throws {
        func row(_ day: String, _ from: String, _ to: String) throws -> BoundaryChange {
            BoundaryChange(
                on: try CalendarDay(day), from: try Municipality(from), named: from, to: try Municipality(to), named: to
            )
        }
        let changes = try [
            row("2003-01-01", "SE-0380", "SE-0380"), row("2003-01-01", "SE-0380", "SE-0330"),
            row("2007-01-01", "SE-1917", "SE-0331"),
        ]
        let municipality = try Municipality(code)
        let crowd = Population(municipality, on: try CalendarDay(year, 12, 31), 12_000)
        let told = [
            complaint { release in
                release.boundaryChanges = changes
                release.populations.append(crowd)
            },
            complaint { release in
                release.boundaryChanges = changes
                release.observations.append(
                    Observation(release.indicators[0].id, municipality, .year(year), .value(1)))
            },
        ]
        for words in told {
            #expect((words == nil) == (place == nil), "\(words ?? "")")
            if let place { #expect(words?.contains("\(place): this code was not in force") ?? false) }
        }
    }
}

struct SourceIDTests {
    @Test(arguments: ["s", "skl", "a-1", String(repeating: "a", count: 32)])
    func `a module is written as it is read`(text: String) throws {
        #expect(try SourceID(text).description == text)
    }

    @Test(arguments: ["", "SKL", "1a", "-a", "a.b", "a_b", "å", "a b", String(repeating: "a", count: 33)])
    func `a module is a-z, 0-9 and dash, and begins with a letter`(text: String) {
        #expect(throws: InvalidText.self) { try SourceID(text) }
    }

    @Test func `modules are in order of their names`() throws {
        #expect(try SourceID("esv") < SourceID("skl"))
    }
}
