import Foundation

/// A file system of a few kilobytes, which can be filled up.
public struct SmallDisk {
    /// Where it is mounted.
    public let path: String

    /// Whether one can be mounted here: it takes root, and a container that lets root.
    public static let isPossible = (try? with(kilobytes: 64) { _ in }) != nil

    /// Runs a test on a file system of its own, which is gone afterwards.
    public static func with(kilobytes: Int, _ body: (SmallDisk) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "klyfta-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try ChildProcess.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", directory.path)
        defer { try? ChildProcess.run("umount", "--lazy", directory.path) }
        try body(SmallDisk(path: directory.path))
    }

    /// Takes all the room there is.
    public func fill() throws {
        try Data().write(to: URL(filePath: ballast))
        let file = try FileHandle(forWritingTo: URL(filePath: ballast))
        for size in [4_096, 1] {
            while (try? file.write(contentsOf: Data(count: size))) != nil {}
        }
        try file.close()
    }

    /// Gives the room back. The file is cut to nothing first: a child of another test that was just forked may hold it open
    /// until it starts its program, and a file that is held keeps its room although it has no name.
    public func makeRoom() throws {
        let file = try FileHandle(forWritingTo: URL(filePath: ballast))
        try file.truncate(atOffset: 0)
        try file.close()
        try FileManager.default.removeItem(atPath: ballast)
    }

    private var ballast: String { "\(path)/ballast" }
}
