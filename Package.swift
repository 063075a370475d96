// swift-tools-version: 6.2
import PackageDescription

/// One entry per source module: the name of its folder under Plugins/.
let modules = ["Demoskop", "ESV", "Exec", "File", "SKL", "SSB"]

/// Warnings stop our own builds (make check) and never a stranger's with a newer compiler.
let warnings: [SwiftSetting] = Context.environment["KLYFTA_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

let strict: [SwiftSetting] =
    warnings + [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// What a module needs besides the nouns and the seam: neutral libraries alone, each with its reason.
let tools: [String: [Target.Dependency]] = [
    "Exec": ["GuardedProcess"]  // it starts programs
]

/// A source module is an ordinary target: its code, data and sample in Plugins/<name>, its tests inside.
/// It sees the nouns and the seam, and nothing else.
func sourceModule(_ name: String) -> [Target] {
    [
        .target(
            name: name,
            dependencies: ["KlyftaModel", "KlyftaSources"] + tools[name, default: []],
            path: "Plugins/\(name)",
            exclude: ["README.md", "Tests"],
            resources: [.copy("Data"), .embedInCode("sample.yaml")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "\(name)Tests",
            dependencies: ["KlyftaModel", "KlyftaSources", "KlyftaTestKit", .target(name: name)],
            path: "Plugins/\(name)/Tests",
            swiftSettings: strict
        ),
    ]
}

/// The folder of a target's tests is Tests/<target>Tests.
func tests(of target: String, with dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(target)Tests",
        dependencies: [.target(name: target)] + dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let core: [Target] = [
    .target(name: "KlyftaModel", swiftSettings: strict),
    .target(name: "KlyftaStatistics", dependencies: [realModule], swiftSettings: strict),
    .target(
        name: "KlyftaDivide", dependencies: ["KlyftaModel", "KlyftaStatistics", realModule], swiftSettings: strict),
    .target(
        name: "KlyftaAlerting", dependencies: ["KlyftaModel", "KlyftaDivide", realModule], swiftSettings: strict),
    .target(
        name: "KlyftaPublishing", dependencies: ["KlyftaModel", "KlyftaDivide", "KlyftaAlerting"],
        swiftSettings: strict),
]

let neutral: [Target] = [
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .target(name: "CConcurrency"),
    .target(
        name: "SystemdKit", dependencies: ["CConcurrency", "CSystemd", logging],
        swiftSettings: strict + [.enableUpcomingFeature("InternalImportsByDefault")]),
    .target(name: "CalendarEvents", swiftSettings: strict),
    .target(name: "PostgresKit", swiftSettings: strict + [.enableUpcomingFeature("InternalImportsByDefault")]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CGuard"),
    .target(name: "GuardedProcess", dependencies: ["CGuard"], swiftSettings: strict),
]

let edge: [Target] = [
    .target(name: "KlyftaSources", dependencies: ["CCurl", "CZlib", "KlyftaModel", crypto], swiftSettings: strict),
    .target(
        name: "KlyftaStore",
        dependencies: [
            "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "PostgresKit", crypto, grdb, sqlite,
        ],
        exclude: ["README.md"],
        swiftSettings: strict
    ),
    .target(
        name: "KlyftaSinks",
        dependencies: [
            "CCurl", "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "SystemdKit", crypto, logging,
            subprocess,
        ],
        swiftSettings: strict),
    .target(
        name: "KlyftaDaemon",
        dependencies: [
            "CalendarEvents", "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "KlyftaStore",
            "KlyftaSinks", "KlyftaPublishing", "KlyftaWeb", "SystemdKit", lifecycle, logging, subprocess,
            unixSignals, yams,
        ],
        swiftSettings: strict
    ),
    .target(
        name: "KlyftaMeasureFiles", dependencies: ["KlyftaModel", "KlyftaStatistics", "KlyftaDivide"],
        swiftSettings: strict),
    .target(
        name: "KlyftaWeb", dependencies: [crypto, lifecycle, logging, nioCore, nioHTTP1, nioPosix],
        swiftSettings: strict + [.enableUpcomingFeature("InternalImportsByDefault")]),
    .target(
        name: "KlyftaTestKit", dependencies: ["KlyftaModel", "KlyftaSources", "KlyftaStore", "PostgresKit"],
        swiftSettings: strict),
    .executableTarget(
        name: "klyfta",
        dependencies: [
            "CalendarEvents", "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaMeasureFiles", "KlyftaSources",
            "KlyftaStore", "KlyftaSinks", "KlyftaPublishing", "KlyftaDaemon", "SystemdKit", argumentParser, logging,
        ] + modules.map { .target(name: $0) },
        resources: [.embedInCode("klyfta.yaml"), .embedInCode("rules.yaml"), .embedInCode("test-rules.yaml")],
        swiftSettings: strict
    ),
]

let package = Package(
    name: "klyfta",
    products: [.executable(name: "klyfta", targets: ["klyfta"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: core + neutral + edge + modules.flatMap(sourceModule) + [
        tests(of: "KlyftaModel", with: []),
        tests(of: "KlyftaStatistics", with: []),
        tests(of: "KlyftaDivide", with: ["KlyftaModel", "KlyftaStatistics", realModule]),
        tests(of: "KlyftaAlerting", with: ["KlyftaModel", "KlyftaDivide"]),
        tests(
            of: "KlyftaPublishing", with: ["KlyftaModel", "KlyftaDivide", "KlyftaAlerting"], exclude: ["Fixtures"]),
        tests(of: "KlyftaSources", with: ["KlyftaModel", "KlyftaTestKit"], exclude: ["Fixtures"]),
        tests(
            of: "KlyftaStore",
            with: [
                "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "KlyftaTestKit", "PostgresKit", grdb,
            ]),
        tests(of: "KlyftaMeasureFiles", with: ["KlyftaModel", "KlyftaDivide"], exclude: ["Fixtures"]),
        tests(
            of: "KlyftaSinks",
            with: [
                "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "KlyftaTestKit", "SystemdKit", crypto,
                logging,
            ]),
        tests(of: "KlyftaWeb", with: ["KlyftaTestKit", lifecycle, logging, nioCore, nioHTTP1]),
        tests(of: "CalendarEvents", with: []),
        tests(of: "SystemdKit", with: ["CSystemd", logging]),
        tests(of: "GuardedProcess", with: ["KlyftaTestKit"]),
        tests(of: "PostgresKit", with: ["KlyftaTestKit"]),
        tests(
            of: "KlyftaDaemon",
            with: [
                "CalendarEvents", "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources", "KlyftaStore",
                "KlyftaSinks", "KlyftaPublishing", "KlyftaStatistics", "KlyftaTestKit", "KlyftaWeb", "SystemdKit",
                lifecycle,
                logging, "LiveSpecimen",
            ] + modules.map { .target(name: $0) },
            exclude: ["Fixtures", "Oracles"]),
        .target(
            name: "AlertSimulation", dependencies: ["KlyftaDivide", "KlyftaStatistics", realModule],
            path: "Tests/Simulation", swiftSettings: strict),
        tests(of: "AlertSimulation", with: []),
        .executableTarget(
            name: "klyfta-bench",
            dependencies: [
                "AlertSimulation", "CalendarEvents", "KlyftaModel", "KlyftaDivide", "KlyftaAlerting", "KlyftaSources",
                "KlyftaStore", "KlyftaSinks", "KlyftaDaemon", "SystemdKit", "ESV", "SKL", "SSB", logging,
            ],
            path: "Tests/Benchmarks/Program",
            swiftSettings: strict),
        // A program with one live module, which tests start as the daemon starts klyfta.
        .executableTarget(
            name: "LiveSpecimen", dependencies: ["KlyftaModel", "KlyftaSources", "KlyftaStore", "KlyftaDaemon", "SSB"],
            path: "Tests/LiveSpecimen", swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "klyfta", "KlyftaAlerting", "KlyftaDivide", "KlyftaModel", "KlyftaSinks", "KlyftaTestKit",
                "PostgresKit", grdb,
            ], exclude: ["Fixtures"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
