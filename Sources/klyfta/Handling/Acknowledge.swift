import ArgumentParser
import KlyftaDaemon
import KlyftaModel

struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Says that you have seen an alert and deal with it, until an end")

    @OptionGroup var options: HandlingOptions

    @Argument(help: "The alert, or its rule.")
    var alert: String

    @Option(help: "next-release, resolved, a stretch such as 14d, or a day such as 2026-12-01.")
    var until: String

    func run() async throws {
        var order = HandlingOrder(.acknowledge, because: options.comment)
        order.alert = alert
        if ["next-release", "resolved"].contains(until) {
            order.until = until
        } else {
            order.moment = try HandlingMoment.read(until, after: HandlingOptions.now).milliseconds
        }
        try await options.carryOut(order)
    }
}

struct Unacknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unack", abstract: "Takes an acknowledgement back")

    @OptionGroup var options: HandlingOptions

    @Argument(help: "The alert, or its rule.")
    var alert: String

    func run() async throws {
        var order = HandlingOrder(.unacknowledge, because: options.comment)
        order.alert = alert
        try await options.carryOut(order)
    }
}
