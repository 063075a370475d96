import Foundation
import Testing

struct LayoutTests {
    /// Files that may be longer than 250 lines, each with the reason.
    static let longFiles: [String: String] = [:]

    /// Test files that may name a sleep, each with the reason.
    static let sleepers = [
        "Tests/KlyftaDaemonTests/HeldClock.swift": "it strikes when the test opens a door",
        "Tests/KlyftaDaemonTests/SchedulerTests.swift": "its clock never strikes: the sleep ends only when cancelled",
        "Tests/KlyftaDaemonTests/SideBySideTests.swift": "its clock strikes when the test moves it",
        "Tests/Benchmarks/Program/Week/SimulatedClock.swift": "it strikes when the week goes on",
        "Tests/Benchmarks/Program/Week/WeekOffice.swift": "by that clock",
        "Tests/SystemdKitTests/ThreadPoolTests.swift": "sleeping is what it tests: short, or cancelled",
    ]

    @Test func `every target is explained in Sources/README.md`() throws {
        let targets = Repository.folders(in: "Sources")
        let readme = try Repository.text(of: "Sources/README.md")
        #expect(!targets.isEmpty)
        for target in targets { #expect(readme.contains("`\(target)`"), "\(target)") }
    }

    @Test func `no file is over 250 lines without a stated reason`() throws {
        let files = Repository.everySwiftFile
        #expect(files.contains("Tests/ArchitectureTests/LayoutTests.swift"))
        let long = try files.filter {
            try Repository.text(of: $0).split(separator: "\n", omittingEmptySubsequences: false).count > 251
        }
        #expect(long == Self.longFiles.keys.sorted())
        #expect(!Self.longFiles.values.contains(""))
    }

    @Test func `no program is started through Foundation, which leaks descriptors and waits on a run loop`() throws {
        let start = /(^|[^A-Za-z0-9_.])Process\(|Foundation\.Process\b/
        for file in Repository.everySwiftFile where !file.hasSuffix("ArchitectureTests/LayoutTests.swift") {
            #expect(try !Repository.text(of: file).contains(start), "\(file)")
        }
        #expect("let child = Process()".contains(start) && "Foundation.Process(".contains(start))
        #expect(!"ProcessInfo.processInfo".contains(start) && !"SourceProcess(".contains(start))
    }

    @Test func `suites of the daemon open a state on every store`() throws {
        let files = Repository.testFiles.filter { $0.hasPrefix("Tests/KlyftaDaemonTests/") }
        #expect(try files.count { try Repository.text(of: $0).contains(".onEveryStore") } > 20)
        for file in files {
            // `openStore` works in suites that are marked so alone.
            #expect(try !Repository.text(of: file).contains(/\bStore\.(open|read)\(/), "\(file)")
        }
    }

    @Test func `every test file has a test and an expectation`() throws {
        let files = Repository.testFiles.filter { $0.hasSuffix("Tests.swift") }
        #expect(files.count > 20)
        for file in files {
            let text = try Repository.text(of: file)
            #expect(text.contains("@Test"), "\(file)")
            #expect(["#expect(", "#require(", ".check()"].contains { text.contains($0) }, "\(file)")
        }
    }

    @Test func `every test lies in a file that says so`() throws {
        for file in Repository.testFiles where !file.hasSuffix("Tests.swift") {
            #expect(try !Repository.text(of: file).contains("@Test"), "\(file)")
        }
    }

    @Test func `no test sleeps and none is in the old style`() throws {
        let (nap, old) = (/\.sleep\(|\bsleep\(/, /\bimport XCTest\b|^ *func test/.anchorsMatchLineEndings())
        for file in Repository.testFiles where !file.hasSuffix("ArchitectureTests/LayoutTests.swift") {
            let text = try Repository.text(of: file)
            #expect(!text.contains(nap) || Self.sleepers[file] != nil, "\(file)")
            #expect(!text.contains(old), "\(file)")
        }
    }
}
