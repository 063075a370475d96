import Glibc
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Everything from a folder of figures to the breaches of its rules: the distributions of all indicators in all years.
package struct Recomputation: Sendable {
    /// What was computed, ready for the next figure.
    package let watch: DistributionWatch
    /// The names of the size classes, from the smallest municipalities.
    package let classNames: [String]
    /// The breaches of all rules.
    package let breaches: [DistributionWatch.Breach]
    /// How long reading and computing took.
    package private(set) var phases: Phases

    /// How long each phase took, in seconds.
    package struct Phases: Sendable {
        /// From the files to a table in memory.
        package var parse = 0.0
        /// From the table to the breaches.
        package var compute = 0.0
        /// The same in time of the processor, on all cores together.
        package var computeCPU = 0.0
        /// The rules' part of that.
        package var rules = 0.0
        /// Writing the answers.
        package var output = 0.0
    }

    /// Reads and computes.
    /// - Throws: ``SourceFault`` that names file and position of what cannot be read.
    package init(of folder: FigureFolder) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let (names, scale) = try folder.classes()
        let rules = try folder.rules()
        let cube = try await folder.cube()
        let parsed = clock.now
        let busy = Self.processorSeconds
        let orders = cube.sizeOrders(on: scale)
        let series = await distributions(of: cube, along: orders, classes: scale.classes.count)
        let watch = DistributionWatch(cube, on: scale, orders: orders, series: series, rules: rules)
        let measured = clock.now
        breaches = watch.breaches()
        let done = clock.now
        self.watch = watch
        classNames = names
        phases = Phases(
            parse: (parsed - start).seconds, compute: (done - parsed).seconds,
            computeCPU: Self.processorSeconds - busy, rules: (done - measured).seconds)
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Writes `metrics.csv`, `classes.csv` and `breaches.csv`.
    /// - Throws: ``DaemonFault`` if one cannot be written.
    package mutating func write(to folder: String) async throws(DaemonFault) {
        let clock = ContinuousClock()
        let start = clock.now
        try await DistributionFiles(watch, breaches, classNames: classNames).write(to: folder)
        phases.output = (clock.now - start).seconds
    }
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
