import Foundation
import Testing

/// Nagios itself, with a service for each rule.
@Suite(.enabled(if: Peers.has(Peers.nagios) && KlyftaProcess.isRoot, "needs nagios4 and root: .ci/peers"))
struct NagiosPeerTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func configure() throws {
        try scratch.makeDirectory("nagios/rw")
        try scratch.makeDirectory("nagios/results")
        try scratch.write(
            """
            log_file=\(scratch["nagios/log"])
            cfg_file=\(scratch["nagios/objects.cfg"])
            status_file=\(scratch["nagios/status"])
            command_file=\(scratch["nagios/rw/cmd"])
            check_result_path=\(scratch["nagios/results"])
            temp_path=\(scratch["nagios"])
            temp_file=\(scratch["nagios/tmp"])
            lock_file=\(scratch["nagios/lock"])
            object_cache_file=\(scratch["nagios/cache"])
            precached_object_file=\(scratch["nagios/precache"])
            state_retention_file=\(scratch["nagios/retention"])
            query_socket=\(scratch["nagios/rw/qh"])
            nagios_user=root
            nagios_group=root
            check_external_commands=1
            accept_passive_service_checks=1
            execute_service_checks=0
            execute_host_checks=0
            log_passive_checks=1
            log_external_commands=1
            check_for_updates=0

            """, to: "nagios.cfg")
        let services = ["a-widened", "b-level", "e-level", "f-since"].map { rule in
            Self.object(
                "service",
                [
                    "host_name klyfta", "service_description gap-\(rule)", "check_command none", "max_check_attempts 1",
                    "active_checks_enabled 0", "passive_checks_enabled 1", "check_period all",
                ])
        }
        let objects = [
            Self.object("timeperiod", ["timeperiod_name all", "alias all"]),
            Self.object("command", ["command_name none", "command_line /bin/true"]),
            Self.object(
                "contact",
                [
                    "contact_name nobody", "host_notification_period all", "service_notification_period all",
                    "host_notification_commands none", "service_notification_commands none",
                ]),
            Self.object(
                "host", ["host_name klyfta", "address 127.0.0.1", "max_check_attempts 1", "check_period all"]),
        ]
        try scratch.write((objects + services).joined(), to: "nagios/objects.cfg")
    }

    private static func object(_ kind: String, _ lines: [String]) -> String {
        "define \(kind) {\n" + lines.map { "    \($0)\n" }.joined() + "}\n"
    }

    @Test(.timeLimit(.minutes(10)))
    func `Nagios takes each event as a passive result of its service`() throws {
        try configure()
        let nagios = try KlyftaProcess(
            .init(program: Peers.nagios, arguments: [scratch["nagios.cfg"]], environment: ["PATH": "/usr/bin:/bin"]),
            in: scratch)
        try eventually("Nagios reads its pipe", within: .seconds(30)) {
            if nagios.isOver { throw Missed("\(try nagios.ending())") }
            return scratch.exists("nagios/rw/cmd")
        }
        try scratch.prepare(
            head: "sinks: { nagios: { kind: command-pipe, path: \(scratch["nagios/rw/cmd"]), host: klyfta } }")
        let ending = try scratch.once()
        #expect(ending.status == .exited(0), "\(ending)")
        try eventually("Nagios has every result", within: .seconds(60)) {
            let log = try scratch.read("nagios/log")
            return ["a-widened", "b-level", "e-level", "f-since"].allSatisfy { rule in
                log.contains("SERVICE ALERT: klyfta;gap-\(rule);WARNING;HARD;1;KLYFTA WARNING - ")
            }
        }
    }
}
