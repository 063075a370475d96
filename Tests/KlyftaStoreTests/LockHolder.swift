import Foundation
import KlyftaTestKit
import Testing

/// Another process that holds the lock of a state directory, as a klyfta in it would.
final class LockHolder {
    private let process: ChildProcess

    /// Returns once the lock is held.
    init(on directory: String) throws {
        let output = Pipe()
        // One process from end to end, so that its end is the end of the lock.
        let script = "exec 9<\"$0\"; flock -n 9 || exit 1; echo $$ >\"$0/klyfta.pid\"; echo held; exec sleep 600"
        process = try ChildProcess(
            ["/bin/sh", "-c", script, directory], output: output.fileHandleForWriting.fileDescriptor)
        try output.fileHandleForWriting.close()
        let word = output.fileHandleForReading.readData(ofLength: 5)
        try #require(String(decoding: word, as: UTF8.self) == "held\n")
    }

    var processID: Int32 { process.id }

    func end(with signal: CInt) {
        kill(process.id, signal)
        process.wait()
    }
}
