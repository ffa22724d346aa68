// State on the left; how the captions look on the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: bar

    required property var session
    required property var preferences
    required property var texts
    required property bool fullScreen
    required property bool sizing // the captions are as large as they are here
    readonly property alias glossaryButton: glossaryButton
    readonly property bool recordable: record.offered || record.recording
    // On a small screen the buttons stay and what is around them goes.
    readonly property bool narrow: width < (recordable ? 1340 : 1200)
    readonly property bool tight: width < 960 // the page of settings has the same
    signal fullScreenToggled
    readonly property bool popupOpen: themes.popup.visible
    signal glossaryWanted
    signal settingsWanted
    signal homeWanted
    required property var record
    signal recordWanted

    implicitHeight: Theme.bar
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        spacing: bar.narrow ? Theme.gapSmall : Theme.gapLarge

        PushButton {
            objectName: "homeButton"
            text: bar.texts.start_home
            onClicked: bar.homeWanted()
        }

        StateBadge {
            objectName: "stateBadge"
            state_: bar.session.lost ? "lost" : bar.session.state
            label: bar.texts["state_" + state_]
        }

        Text {
            Layout.fillWidth: true
            text: bar.session.running ? bar.session.sourceName : ""
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: Theme.sizeSmall
            color: Theme.textMuted
        }

        PushButton {
            objectName: "recordButton"
            visible: bar.recordable
            enabled: bar.record.step !== "passphrase" && bar.record.step !== "beginning"
            text: bar.record.recording ? "● " + bar.texts.record_recording : bar.texts.record_offer
            checked: bar.record.recording || bar.record.asking
            Accessible.name: bar.record.recording ? bar.texts.record_recording : bar.texts.record_offer_name
            onClicked: bar.recordWanted()
        }

        RowLayout {
            visible: bar.sizing
            spacing: Theme.gapSmall

            Text {
                visible: !bar.narrow
                textFormat: Text.PlainText
                text: bar.texts.type_size_short
                font.pixelSize: Theme.sizeBody
                color: Theme.textMuted
                Accessible.ignored: true
            }

            PushButton {
                objectName: "smallerButton"
                implicitWidth: Theme.target
                padding: 0
                text: "−"
                font.pixelSize: Theme.sizeStart
                enabled: bar.preferences.captionSize > bar.preferences.smallestType
                Accessible.name: bar.texts.type_smaller
                onClicked: bar.preferences.reduce()
            }

            SizeSlider {
                objectName: "sizeSlider"
                visible: !bar.tight
                implicitWidth: bar.narrow ? 96 : 140
                from: bar.preferences.smallestType
                to: bar.preferences.largestType
                stepSize: bar.preferences.typeStep
                value: bar.preferences.captionSize
                Accessible.name: bar.texts.type_size
                onMoved: bar.preferences.captionSize = value
            }

            PushButton {
                objectName: "largerButton"
                implicitWidth: Theme.target
                padding: 0
                text: "＋"
                font.pixelSize: Theme.sizeLarge
                enabled: bar.preferences.captionSize < bar.preferences.largestType
                Accessible.name: bar.texts.type_larger
                onClicked: bar.preferences.enlarge()
            }

            Text {
                visible: !bar.narrow
                Layout.preferredWidth: 28
                textFormat: Text.PlainText
                text: bar.preferences.captionSize
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Theme.sizeBody
                color: Theme.text
                Accessible.ignored: true
            }
        }

        Chooser {
            id: themes
            objectName: "themeChooser"
            visible: !bar.tight
            Layout.preferredWidth: bar.narrow ? 120 : 164
            label: bar.texts.theme
            model: bar.preferences.themes.map(name => bar.texts["theme_" + name])
            chosen: bar.preferences.themes.indexOf(bar.preferences.theme)
            onActivated: index => bar.preferences.theme = bar.preferences.themes[index]
        }

        PushButton {
            id: glossaryButton
            objectName: "glossaryButton"
            text: bar.texts.glossary
            onClicked: bar.glossaryWanted()
        }

        PushButton {
            objectName: "settingsButton"
            text: bar.texts.settings_open
            onClicked: bar.settingsWanted()
        }

        PushButton {
            objectName: "fullScreenButton"
            implicitWidth: bar.tight ? 96 : 124
            text: bar.fullScreen ? bar.texts.full_screen_leave : bar.texts.full_screen
            onClicked: bar.fullScreenToggled()
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.outline
    }
}
