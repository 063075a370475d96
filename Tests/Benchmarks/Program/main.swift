import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst().compactMap { UInt64($0) }
do {
    switch arguments.first {
    case "groups" where arguments.count == 2:
        var benchmark = try GroupBenchmark(URL(filePath: arguments[1]))
        let (whole, plain) = (benchmark.microseconds(logistic: true), benchmark.microseconds(logistic: false))
        print(whole, plain, benchmark.handedOver)
    case "micro" where arguments.count == 1: try MicroBenchmark.run()
    case "answers" where arguments.count == 3:
        var benchmark = try GroupBenchmark(URL(filePath: arguments[1]))
        try benchmark.write(to: URL(filePath: arguments[2]))
    case "store" where (3...5).contains(arguments.count):
        try StoreBenchmark(arguments[1], in: arguments[2], arguments.dropFirst(4).first).run(
            rounds: arguments.dropFirst(3).first.flatMap(Int.init) ?? 3)
    case "rounds" where (3...4).contains(arguments.count):
        try RoundBenchmark(arguments[1], in: arguments[2]).run(
            rounds: arguments.dropFirst(3).first.flatMap(Int.init) ?? 5)
    case "simulate" where arguments.count <= 3 && numbers.count == arguments.count - 1:
        let (runs, seed) = (numbers.first ?? 3_000, numbers.dropFirst().first ?? 2026)
        exit(try SimulationReport(populations: max(2, Int(runs / 10)), seed: seed).print() ? 0 : 1)
    case "week" where arguments.count <= 3:
        let days = arguments.dropFirst(2).first.flatMap(Int.init) ?? 7
        guard days > 0, arguments.count > 1 else { fallthrough }
        let faults = try Week(days: days, in: arguments[1]).run()
        for fault in faults { print("week: \(fault)") }
        exit(faults.isEmpty ? 0 : 1)
    default:
        print(
            """
            usage: klyfta-bench micro | groups INPUT | answers INPUT OUTPUT | store INPUT STATE [ROUNDS [POSTGRESQL]] | \
            rounds INPUT STATE [ROUNDS] | simulate [RUNS [SEED]] | week DIRECTORY [DAYS]; \
            see make bench, make simulate and make week
            """
        )
        exit(64)
    }
} catch {
    print(error)
    exit(1)
}
