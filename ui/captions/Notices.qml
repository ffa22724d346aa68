// Everything that is not as it should be, the worst first.
import QtQuick
import QtQuick.Layouts
import "../shared"

ColumnLayout {
    id: notices

    required property var session
    required property var preferences
    required property var texts
    readonly property bool some: [modelFault, sourceFault, delay, overflow, restart, fallback,
        microphone, settings]
        .some(banner => banner.message !== "")
    property bool phrasing: false // there is a panel of phrases
    property bool sampling: false // there are recordings to play
    signal phrasesWanted
    signal samplesWanted
    signal caughtUp

    spacing: 8

    Banner {
        id: modelFault
        objectName: "modelFault"
        Layout.fillWidth: true
        kind: "fault"
        message: notices.session.modelFault
        action: notices.texts.model_retry
        onActed: notices.session.retryModel()
    }

    Banner {
        id: sourceFault
        objectName: "sourceFault"
        Layout.fillWidth: true
        kind: "fault"
        message: notices.session.sourceFault
        action: notices.session.lost ? "" : notices.texts.microphone_retry // it is waited for
        // While a talk goes on without a microphone, it can go on by pointing.
        secondAction: notices.session.lost ? (notices.phrasing ? notices.texts.board_phrases : "")
            : notices.sampling && notices.session.samples.length > 0 && notices.session.modelFault === ""
            ? notices.texts.sample_play : ""
        onActed: notices.session.findMicrophones()
        onActedSecond: notices.session.lost ? notices.phrasesWanted() : notices.samplesWanted()
    }

    Banner {
        id: delay
        objectName: "delay"
        Layout.fillWidth: true
        kind: "warning"
        message: notices.session.delayText
        action: notices.texts.catch_up
        onActed: notices.caughtUp()
    }

    Banner {
        id: overflow
        objectName: "overflow"
        Layout.fillWidth: true
        kind: "warning"
        message: notices.session.overflowText
        action: notices.texts.close_notice
        onActed: notices.session.dismissOverflow()
    }

    Banner {
        id: restart
        objectName: "restart"
        Layout.fillWidth: true
        compact: true
        message: notices.session.restartText
        closing: notices.texts.close_notice
        onClosed: notices.session.dismissRestart()
    }

    Banner {
        id: fallback
        objectName: "fallback"
        Layout.fillWidth: true
        kind: "warning"
        message: notices.session.fallback
        closing: notices.texts.close_notice
        onClosed: notices.session.dismissFallback()
    }

    Banner {
        id: microphone
        objectName: "microphoneNotice"
        Layout.fillWidth: true
        message: notices.session.microphoneNotice
    }

    Banner {
        id: settings
        objectName: "settingsNotice"
        Layout.fillWidth: true
        message: notices.preferences.notice
        action: notices.texts.close_notice
        onActed: notices.preferences.dismissNotice()
    }
}
