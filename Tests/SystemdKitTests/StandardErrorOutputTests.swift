import Glibc
import Testing

@testable import SystemdKit

@Suite struct StandardErrorOutputTests {
    @Test func `fault 36: a daemon drops and counts the lines that a hanging reader has no room for`() throws {
        let pipe = try Pipe()
        let drops = DropCounter()
        let output = StandardErrorOutput(descriptor: pipe.writing, whenFull: .drop, drops: drops)
        let line = String(repeating: "x", count: 4095) + "\n"
        let lines = 100
        let isOver: Void? = inTime { for _ in 0..<lines { output.write(line) } }
        try #require(isOver != nil)

        let arrived = pipe.readAll()
        #expect(arrived.utf8.count % line.utf8.count == 0, "no line is torn")
        #expect(drops.count > 0)
        #expect(arrived.utf8.count / line.utf8.count + drops.count == lines)

        #expect(output.write("again\n"), "there is room again")
        #expect(pipe.readAll() == "again\n")
    }

    @Test func `a reader that is gone costs the line, not the process`() throws {
        let pipe = try Pipe()
        let output = StandardErrorOutput(descriptor: pipe.writing, whenFull: .drop)
        pipe.closeReading()
        #expect(!output.write("to nobody\n"))
        #expect(output.dropped == 1)
    }

    @Test(arguments: [StandardErrorOutput.WhenFull.wait, .drop])
    func `a closed descriptor is counted as a drop`(whenFull: StandardErrorOutput.WhenFull) {
        let output = StandardErrorOutput(descriptor: -1, whenFull: whenFull)
        #expect(!output.write("x\n"))
        #expect(output.dropped == 1)
    }

    @Test func `lines of many tasks arrive whole`() async throws {
        let pipe = try Pipe()
        let output = StandardErrorOutput(descriptor: pipe.writing, whenFull: .drop)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<20 { output.write(String(repeating: "\(task)", count: 200) + "\n") }
                }
            }
        }
        let lines = pipe.readAll().split(separator: "\n")
        #expect(lines.count == 160)
        #expect(lines.allSatisfy { $0.count == 200 && Set($0).count == 1 })
    }
}
