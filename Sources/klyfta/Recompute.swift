import ArgumentParser
import KlyftaDaemon

struct Recompute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Computes all distributions and rules of a folder of figures anew",
        discussion: """
            Reads DIR/classes.csv, DIR/rules.json and the figures of one form; writes metrics.csv, classes.csv and \
            breaches.csv, and how long each phase took, in seconds, as one line of JSON on standard error. \
            'make bench' races it against other programs on the same figures.
            """)

    @Option(help: "The folder of the figures.")
    var data: String

    @Option(help: "jsonstat, kolada, csv or bin.")
    var format = FigureFolder.Format.jsonstat

    @Option(help: "Where the three files are written; without it, nothing is.")
    var out: String?

    @Flag(help: "Also measure what a new year of an indicator and a revised figure take, from DIR/update.")
    var rounds = false

    func run() async throws {
        var recomputation = try await Recomputation(of: FigureFolder(data, format))
        if let out { try await recomputation.write(to: out) }
        let phases = recomputation.phases
        let total = phases.parse + phases.compute + phases.output
        writeError(
            #"{"peer":"klyfta","format":"\#(format.rawValue)","parse":\#(phases.parse),"compute":\#(phases.compute),"#
                + #""compute_cpu":\#(phases.computeCPU),"rules":\#(phases.rules),"output":\#(phases.output),"total":\#(total)}"#
        )
        guard rounds else { return }
        let times = try await RoundTimes(of: recomputation.watch, in: FigureFolder(data, format))
        writeError(
            #"{"peer":"klyfta","new_year_us":\#(times.newYear.median),"new_year_p99_us":\#(times.newYear.p99),"#
                + #""rules_us":\#(times.rules.median),"rules_p99_us":\#(times.rules.p99),"#
                + #""new_year_breaches":\#(times.newYearBreaches),"revision_us":\#(times.revision.median),"#
                + #""revision_p99_us":\#(times.revision.p99),"gini_sum":\#(times.giniSum),"breaches":\#(times.breaches)}"#
        )
    }
}

extension FigureFolder.Format: ExpressibleByArgument {}
