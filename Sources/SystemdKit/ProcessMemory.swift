internal import CSystemd
internal import Glibc

/// The memory of this process: how a service that mostly waits keeps no more of it than waiting needs.
public enum ProcessMemory {
    /// Lets all threads allocate from at most `count` arenas. glibc gives each thread its own until there are eight for
    /// each core, and each keeps what was once freed in it. To be called before there are threads.
    public static func shareArenas(_ count: Int32) {
        _ = mallopt(M_ARENA_MAX, count)
    }

    /// Gives back what was only needed for a while: freed memory, and the pages of program and libraries that were run
    /// through. Those are read-only and come back from the page cache when they are run again, a fault of some
    /// microseconds for sixteen pages. To be called after work, not between two steps of it.
    public static func giveBack() {
        _ = malloc_trim(0)
        for range in codeRanges(of: maps()) {
            // What this cannot do for a range it need not do.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    /// How many bytes are allocated and not freed: what the process keeps, wherever it lies and whatever lies around it.
    public static var inUse: Int {
        let heap = mallinfo2()
        return Int(heap.uordblks + heap.hblkhd)
    }

    /// The ranges of files that are mapped to be run and cannot be written: nothing in them can be lost.
    static func codeRanges(of maps: String) -> [Range<UInt>] {
        maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1] else { return nil }
            return ends[0]..<ends[1]
        }
    }

    private static func maps() -> String {
        let file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer.prefix(count)
        }
    }
}
