import Foundation
import KlyftaTestKit
import Testing

/// A page that is asked by those who mean it ill while rounds run. Told, not asserted: how long rounds take.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["KLYFTA_SLOW"] == "1", "KLYFTA_SLOW=1: make test-slow"))
struct RudeReaderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Forty at once, wave after wave until somebody ends them: those who send a head byte by byte, a head without end, five
    /// hundred questions whose answers nobody takes, rubbish, a body that does not come, and nothing at all. Says so after
    /// each wave.
    private static let crowd = """
        import itertools, os, socket, sys, threading
        port, paths = int(sys.argv[1]), itertools.cycle(sys.argv[2:])
        ask = lambda path: f"GET {path} HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n".encode()
        def slow(peer):
            for byte in ask(next(paths))[:40]:
                peer.sendall(bytes([byte]))
                peer.settimeout(0.02)
                try: peer.recv(1)
                except TimeoutError: pass
                peer.settimeout(30)
        def huge(peer): peer.sendall(b"GET / HTTP/1.1\\r\\nX: " + b"a" * 2_000_000)
        def deaf(peer): peer.sendall(b"".join(ask(next(paths)) for _ in range(500)))
        def rubbish(peer): peer.sendall(os.urandom(5_000))
        def bodiless(peer): peer.sendall(b"GET / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 99999999\\r\\n\\r\\n")
        def silent(peer): peer.recv(1)
        def visit(kind):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=30) as peer:
                    peer.settimeout(3)
                    kind(peer)
            except OSError: pass
        while True:
            crowd = [threading.Thread(target=visit, args=(kind,)) for kind in (slow, huge, deaf, rubbish, bodiless, silent) * 7]
            for one in crowd: one.start()
            for one in crowd: one.join()
            print("wave", file=sys.stderr, flush=True)
        """

    @Test(.timeLimit(.minutes(20)))
    func `readers who are slow, huge, deaf or malformed fail no round, and memory stays bounded`() throws {
        let port = try Peers.freePort()
        try scratch.prepare()
        let text = Watched.configuration(scratch, head: "page: { listen: \"127.0.0.1:\(port)\" }")
        try scratch.write(
            text.replacing("recompute: { schedule: yearly }", with: "recompute: { schedule: \"*-*-* *:*:*\" }"),
            to: "klyfta.yaml")
        let daemon = try Daemon(in: scratch)
        try eventually("quiet rounds", within: .seconds(300)) { rounds(of: daemon).count >= 8 }
        let quiet = rounds(of: daemon)

        let paths = [
            "/sv/", "/en/gaps", "/nb/indicator/skl.N07900", "/data/gaps.csv", "/metrics", "/en/municipality/SE-2401",
        ]
        let crowd = try KlyftaProcess(
            .init(program: try #require(Peers.python), arguments: ["-c", Self.crowd, "\(port)"] + paths), in: scratch)
        defer { crowd.signal(SIGKILL) }
        func waves() -> Int { crowd.errors.ranges(of: "wave").count }
        // By then everything that is kept is kept.
        try eventually("the first waves", within: .seconds(300)) { waves() >= 2 }
        let before = try memory(of: daemon)
        try eventually("more waves, and rounds between them", within: .seconds(600)) {
            waves() >= 8 && rounds(of: daemon).count >= quiet.count + 8
        }
        let after = try memory(of: daemon)
        #expect(after - before < 24 << 10, "KiB: \(before), then \(after)")
        crowd.signal(SIGKILL)
        try eventually("a polite reader is answered", within: .seconds(300)) {
            try scratch.web("http://127.0.0.1:\(port)/metrics")?
                .contains("klyfta_rounds_total{outcome=\"failure\"} 0.0\n") == true
        }
        let busy = rounds(of: daemon).dropFirst(quiet.count)
        print(
            "A round at the median: \(median(quiet)) ms among nobody, \(median(Array(busy))) ms among rude readers; "
                + "memory \(before) KiB, then \(after) KiB")
        #expect(try daemon.stop() == .exited(0))
    }

    /// How long each round took, in milliseconds, as the log has it.
    private func rounds(of daemon: Daemon) -> [Double] {
        // A daemon waits for an ear that is full.
        while daemon.notify.next(within: .zero) != nil {}
        return daemon.process.errors.matches(of: /Recomputed.*round\.ms=([0-9.]+)/).compactMap { Double($0.1) }
    }

    /// What the daemon has in memory, in KiB.
    private func memory(of daemon: Daemon) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(daemon.process.pid)/status", encoding: .utf8)
        return try #require(status.firstMatch(of: /VmRSS:\s+([0-9]+) kB/).flatMap { Int($0.1) })
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
