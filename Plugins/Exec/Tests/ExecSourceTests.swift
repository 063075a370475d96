import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import Exec

private let office = try! SourceID("my-office")
private let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Data").path
private let nowhere = DataFolder(path: "/nowhere")

private func source(_ program: [String], _ options: [String: [String]] = [:]) throws -> ExecSource {
    let options = SourceOptions(options.merging(["program": program]) { own, _ in own })
    return try ExecSource(options, named: office, shipped: nowhere)
}

/// A line of shell as the program; `ANSWER` in it prints a good answer.
private func shell(_ line: String, _ options: [String: [String]] = [:]) throws -> ExecSource {
    try source(
        ["sh", "-c", line.replacing("ANSWER", with: "printf '%s\\n' '\(answer.joined(separator: "' '"))'")], options)
}

private let answer = [
    #"{"klyfta":{"lines":1,"source":"my-office"}}"#,
    #"{"indicator":{"id":"my-office.x","title":{"en":"X"},"unit":"percent","direction":"higher-is-better","nature":"survey","breaks":[],"attribution":{"raw":"r","derived":"d"}}}"#,
    #"{"observations":{"indicator":"my-office.x","period":"2024","values":{"SE-0180":1.5},"absent":{}}}"#,
    #"{"end":{"indicators":1,"observations":1,"populations":0,"names":0,"boundaryChanges":0,"published":0}}"#,
]

private func fault(_ source: ExecSource) async -> SourceFault? {
    await #expect(throws: SourceFault.self) { try await source.release() }
}

@Suite("A program of the operator's", .timeLimit(.minutes(10)))
struct ExecSourceTests {
    @Test(arguments: ["example.py", "example.R"])
    func `the ten lines of the example are a source`(file: String) async throws {
        let interpreter = file.hasSuffix("py") ? "python3" : "Rscript"
        guard
            ["/usr/local/bin", "/usr/bin", "/bin"].contains(where: {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(interpreter)")
            })
        else {
            try Test.cancel("\(interpreter) is not installed")
        }
        let release = try await source([interpreter, "\(data)/\(file)"]).release()
        #expect(release.source == office)
        #expect(release.indicators.map(\.id.text) == ["my-office.desk"])
        #expect(Set(release.observations.map(\.outcome)) == [.value(97.5), .absent(.missing)])
        let text = try String(contentsOfFile: "\(data)/\(file)", encoding: .utf8)
        #expect(text.split(separator: "\n").count <= 11, "the interpreter's name, and ten lines")
    }

    @Test func `a program is told who it is, and little else`() async throws {
        let fault = await fault(try shell(#"cat >&2; env | grep -v ^_= | sort >&2; pwd >&2; exit 1"#))
        #expect(
            fault?.problem == #"""
                its program ended with code 1: {"lines":1,"options":{}} / KLYFTA_SOURCE=my-office / LANG=C.UTF-8
                """#)
    }

    @Test(arguments: [
        ("kill -SEGV $$", "source my-office: its program was ended by signal 11."),
        ("ANSWER; kill -SEGV $$", "source my-office: its program was ended by signal 11."),
        ("ANSWER; exit 3", "source my-office: its program ended with code 3."),
        ("echo ouch >&2; exit 3", "source my-office: its program ended with code 3: ouch."),
        ("true", "source my-office: its answer stops after line 0, before its end."),
        ("ANSWER | head -n 3", "source my-office: its answer stops after line 3, before its end."),
        (
            "ANSWER | head -c 200",
            "source my-office, line 2: it is not understood: {\"indicator\":{\"id\":\"my-office.x\""
        ),
        ("ANSWER | sed 3d", "source my-office, line 3: its end counts other facts than were sent."),
        ("ANSWER; ANSWER", "source my-office, line 5: there is more after the end."),
        ("echo hello", "source my-office, line 1: it is not understood: hello. Write the JSON lines"),
        ("ANSWER | sed 's/1.5/\"1.5\"/'", "source my-office, line 3: it is not understood"),
        ("ANSWER | sed 's/1.5/NaN/'", "source my-office, line 3: it is not understood"),
        ("ANSWER | sed 's/1.5/1e400/'", "source my-office, line 3: it is not understood"),
        ("ANSWER | sed 's/SE-0180/SE-180/'", "source my-office, line 3: '180': this is no municipality code in SE."),
        ("ANSWER | sed 's/my-office.x/other.x/'", "release of my-office: indicator other.x does not begin with"),
        (#"printf '\377\376\000\001\n'"#, "source my-office, line 1: it is not UTF-8."),
        (#"printf '\033[31mred\n'"#, "source my-office, line 1: it is not understood: \\u{1b}[31mred."),
        ("head -c 100000000 /dev/zero | tr '\\0' x", "source my-office, line 1: it is longer than 4 MiB."),
        ("ANSWER; head -c 10000000 /dev/zero", "source my-office, line 5: it is longer than 4 MiB."),
    ])
    func `anything but a whole answer is a fault that names the source and the line`(
        line: String, message: String
    ) async throws {
        let fault = await fault(try shell(line))
        #expect(fault?.description.hasPrefix(message) == true, "\(fault?.description ?? "")")
    }

    @Test func `a fault that the program reports itself is passed on, however it ends`() async throws {
        let line = #"echo '{"fault":{"place":"a.xlsx, row 7","problem":"no year","remedy":"Add it."}}'; exit 1"#
        #expect(await fault(try shell(line))?.description == "a.xlsx, row 7: no year. Add it.")
    }

    @Test func `a complaint at any length loses nothing`() async throws {
        let release = try await shell("head -c 1000000 /dev/zero >&2; ANSWER").release()
        #expect(release.observations.count == 1)
    }

    @Test func `an answer beyond its limit is refused`() async throws {
        let fault = await fault(try shell("head -c 3000000 /dev/zero; ANSWER", ["output": ["2M"]]))
        #expect(fault?.problem == "its program wrote more than 2 MiB")
    }

    @Test func `a program that spins is ended at its processor time`() async throws {
        let fault = await fault(try shell("while :; do :; done", ["cpu": ["1s"]]))
        #expect(fault?.problem == "its program used more than 1 s of processor time")
    }

    @Test(arguments: [
        ([], [:], "sources.my-office.program: there is no program"),
        (["bin/x"], [:], "sources.my-office.program: 'bin/x' is no absolute path"),
        (["x"], ["memory": "512"], "sources.my-office.memory: '512' is no size"),
        (["x"], ["memory": "0M"], "sources.my-office.memory: '0M' is no size"),
        (["x"], ["cpu": "9999999s"], "sources.my-office.cpu: '9999999s' is no number of seconds"),
        (["x"], ["processes": "many"], "sources.my-office.processes: 'many' is no number"),
    ])
    func `an option that means nothing is refused by its key`(
        program: [String], options: [String: String], message: String
    ) throws {
        let fault = #expect(throws: SourceFault.self) { try source(program, options.mapValues { [$0] }) }
        #expect(fault?.description.hasPrefix(message) == true, "\(fault?.description ?? "")")
    }

    @Test func `a program that is not there is a fault that says where it was looked for`() async throws {
        #expect(
            await fault(try source(["no-such-program"]))?.problem
                == "there is no program 'no-such-program' in /usr/local/bin:/usr/bin:/bin")
        #expect(
            await fault(try source(["/no/such"]))?.problem
                == "the system cannot run /no/such (No such file or directory)")
    }
}
