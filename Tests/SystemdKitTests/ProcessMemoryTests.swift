import Foundation
import Testing

@testable import SystemdKit

struct ProcessMemoryTests {
    @Test func `only files that are run and not written are given back`() {
        let maps = """
            55f9f8dec000-55f9fb537000 r-xp 00000000 fe:00 5759680                    /usr/bin/klyfta
            55f9fb537000-55f9fb631000 r--p 0274a000 fe:00 5759680                    /usr/bin/klyfta
            55f9fb631000-55f9fdb37000 rw-p 02844000 fe:00 5759680                    /usr/bin/klyfta
            7f0000000000-7f0000021000 rw-p 00000000 00:00 0
            7f0000100000-7f0000101000 r-xp 00000000 00:00 0
            7f0000200000-7f0000300000 r-xp 00001000 fe:00 12 /usr/lib/a name (deleted)
            7f0000400000-7f0000500000 rwxp 00001000 fe:00 12 /usr/lib/patched.so
            7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
            broken
            """
        #expect(
            ProcessMemory.codeRanges(of: maps)
                == [0x55f9_f8de_c000..<0x55f9_fb53_7000, 0x7f00_0020_0000..<0x7f00_0030_0000])
    }

    @Test func `the program goes on, and what it holds is what it held`() throws {
        let held = (0..<100_000).map { "\($0)" }
        for _ in 1...20 { ProcessMemory.giveBack() }
        #expect(held.reduce(0) { $0 + $1.utf8.count } == 488_890)
        #expect(try JSONDecoder().decode([Int].self, from: Data("[1,2]".utf8)) == [1, 2])
    }
}
