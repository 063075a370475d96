import Glibc

/// `klyfta run` with the configuration of a test, and systemd's ear beside it.
struct Daemon {
    let notify: NotifySocket
    let process: KlyftaProcess

    /// Starts the daemon and waits until it is ready.
    init(in scratch: Scratch, environment: [String: String] = [:], closesStreams: Bool = false) throws {
        notify = try NotifySocket(in: scratch)
        let variables = environment.merging(["NOTIFY_SOCKET": notify.path]) { own, _ in own }
        process = try KlyftaProcess(
            .init(
                arguments: ["run", "--config", scratch["klyfta.yaml"]], environment: variables,
                closesStreams: closesStreams), in: scratch)
        do {
            try notify.wait(forLine: "READY=1")
        } catch {
            throw Missed("\(error)\n\(process.errors)")
        }
    }

    /// Ends it as systemd does, and tells how it ended. It has to say that it stops.
    func stop(within deadline: Duration = .seconds(60)) throws -> Ending.Status {
        process.signal(SIGTERM)
        let ending = try listen(untilEndOf: process, within: deadline)
        while notify.next(within: .zero) != nil {}
        guard notify.messages.contains(where: { $0.hasPrefix("STOPPING=1") }) else {
            throw Missed("STOPPING=1: \(notify.messages)\n\(ending)")
        }
        return ending.status
    }

    /// Hears what the daemon reports until a process is over. systemd always listens, and a daemon waits for an ear
    /// that is full.
    func listen(untilEndOf process: KlyftaProcess, within deadline: Duration = .seconds(30)) throws -> Ending {
        try eventually("the end of process \(process.pid)", within: deadline) {
            while notify.next(within: .zero) != nil {}
            return process.isOver
        }
        return try process.ending()
    }
}
