import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// The page of a daemon that runs.
@Suite(.enabled(if: Peers.python != nil, "needs python3: .ci/peers"), .timeLimit(.minutes(10)))
struct PageTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
    }

    /// Asks over a Unix socket, and prints status and body.
    /// - Parameter fields: further lines of the request's head.
    private func ask(_ path: String, at socket: String, fields: String = "") throws -> String {
        let program = """
            import socket, sys
            peer = socket.socket(socket.AF_UNIX)
            peer.settimeout(60)
            peer.connect(sys.argv[1])
            peer.sendall(f"GET {sys.argv[2]} HTTP/1.1\\r\\nHost: localhost\\r\\n{sys.argv[3]}Connection: close\\r\\n\\r\\n".encode())
            answer = b""
            while more := peer.recv(65536): answer += more
            head, _, body = answer.partition(b"\\r\\n\\r\\n")
            place = [line.decode() for line in head.split(b"\\r\\n") if line.lower().startswith(b"location:")]
            print(head.split(b"\\r\\n")[0].decode(), *place, body.decode())
            """
        let python = try #require(Peers.python)
        return try KlyftaProcess(
            .init(program: python, arguments: ["-c", program, socket, path, fields]), in: scratch
        ).ending().output
    }

    @Test func `it lies beside the state unless told otherwise, for owner and group, and goes by the end`() throws {
        try scratch.write(Watched.configuration(scratch), to: "klyfta.yaml")
        let daemon = try Daemon(in: scratch)
        let socket = scratch["state/page.sock"]
        var status = stat()
        #expect(stat(socket, &status) == 0 && status.st_mode & 0o777 == 0o660)
        #expect(try ask("/healthz", at: socket).hasPrefix("HTTP/1.1 200 OK ok"))
        try eventually("the round is told") { try ask("/", at: socket).contains("4 firing") }
        #expect(try ask("/current.json", at: socket).contains("\"alerts\""))
        #expect(try ask("/nothing", at: socket).hasPrefix("HTTP/1.1 404 "))
        #expect(try daemon.stop() == .exited(0))
        #expect(stat(socket, &status) != 0)
    }

    @Test(arguments: [("sv", "Läget"), ("nb", "Status"), ("en", "Situation")])
    func `people look at pages in their language, made of the last round`(language: String, word: String) throws {
        try scratch.write(Watched.configuration(scratch), to: "klyfta.yaml")
        let daemon = try Daemon(in: scratch)
        let socket = scratch["state/page.sock"]
        let browser = "Accept: text/html,*/*;q=0.8\r\nAccept-Language: \(language);q=0.9, de\r\n"
        #expect(try ask("/", at: socket, fields: browser).contains("302 Found Location: /\(language)/"))
        #expect(try ask("/\(language)", at: socket).contains("302 Found Location: /\(language)/"))
        // Of the first round one may not know; of what is stored, the first reader has his page.
        try eventually("a round is made") { try ask("/\(language)/", at: socket).hasPrefix("HTTP/1.1 200 ") }
        for path in ["", "gaps", "indicator/skl.N07900", "municipalities", "alerts", "method", "about"] {
            let page = try ask("/\(language)/\(path)", at: socket)
            #expect(page.hasPrefix("HTTP/1.1 200 ") && page.contains("<html lang=\"\(language)\">"), "\(path)")
            #expect(page.contains(">\(word)</a>") && !page.contains("<script"), "\(path)")
        }
        #expect(try ask("/\(language)/indicator/skl.nothing", at: socket).hasPrefix("HTTP/1.1 404 "))
        #expect(try ask("/style.css", at: socket).hasPrefix("HTTP/1.1 200 "))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `the first reader after a start waits, and has his page`() throws {
        #expect(try scratch.once().status == .exited(0))
        for path in ["/en/gaps", "/en/nothing"] {
            let daemon = try Daemon(in: scratch)
            let status = try ask(path, at: scratch["state/page.sock"]).prefix(12)
            #expect(status == (path == "/en/gaps" ? "HTTP/1.1 200" : "HTTP/1.1 404"))
            #expect(try daemon.stop() == .exited(0))
        }
    }

    @Test func `a socket that systemd hands over is served, and no other`() throws {
        try scratch.write(Watched.configuration(scratch), to: "klyfta.yaml")
        // As systemd does it: bound by another process, at descriptor 3, with the number of the one that gets it.
        let program = """
            import os, socket, sys
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(sys.argv[1]); listener.listen(16)
            if listener.fileno() != 3: os.dup2(listener.fileno(), 3)
            os.set_inheritable(3, True)
            os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES="page")
            os.execv(sys.argv[2], sys.argv[2:])
            """
        let socket = scratch["handed.sock"]
        let python = try #require(Peers.python)
        let notify = try NotifySocket(in: scratch)
        let process = try KlyftaProcess(
            .init(
                program: python,
                arguments: ["-c", program, socket, KlyftaProcess.binary, "run", "--config", scratch["klyfta.yaml"]],
                environment: ["NOTIFY_SOCKET": notify.path]), in: scratch)
        try notify.wait(forLine: "READY=1")
        #expect(try ask("/healthz", at: socket).hasPrefix("HTTP/1.1 200 OK ok"))
        #expect(!FileManager.default.fileExists(atPath: scratch["state/page.sock"]))
        process.signal(SIGTERM)
        #expect(try process.ending().status == .exited(0))
    }

    @Test func `metrics for node_exporter are a file that is there whole`() throws {
        try scratch.write(
            Watched.configuration(scratch, head: "metrics-file: \(scratch["klyfta.prom"])"), to: "klyfta.yaml")
        #expect(try scratch.once().status == .exited(0))
        let text = try String(contentsOfFile: scratch["klyfta.prom"], encoding: .utf8)
        #expect(text.contains("klyfta_alerts{state=\"firing\"} 4.0\n") && text.hasSuffix("\n"))
    }
}
