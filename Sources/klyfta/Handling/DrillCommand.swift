import ArgumentParser
import KlyftaDaemon

struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Sends a message marked [TEST] through the sinks, and tells what each made of it")

    @OptionGroup var options: HandlingOptions

    @Option(help: "Only this sink.")
    var sink: String?

    func run() async throws {
        var order = HandlingOrder(.drill, because: options.comment)
        order.sink = sink
        try await options.carryOut(order)
    }
}
