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
    readonly property alias glossaryButton: glossaryButton
    // On a small screen the buttons stay and what is around them goes.
    readonly property bool narrow: width < 1200
    signal fullScreenToggled
    signal glossaryWanted
    signal homeWanted

    implicitHeight: 72
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
            state_: bar.session.state
            label: bar.texts["state_" + bar.session.state]
        }

        Text {
            Layout.fillWidth: true
            text: bar.session.running ? bar.session.sourceName : ""
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: Theme.sizeSmall
            color: Theme.textMuted
        }

        RowLayout {
            spacing: Theme.gapSmall

            Text {
                visible: !bar.narrow
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
                enabled: bar.preferences.fontSize > bar.preferences.smallestType
                Accessible.name: bar.texts.type_smaller
                onClicked: bar.preferences.reduce()
            }

            SizeSlider {
                objectName: "sizeSlider"
                implicitWidth: bar.narrow ? 96 : 140
                from: bar.preferences.smallestType
                to: bar.preferences.largestType
                stepSize: bar.preferences.typeStep
                value: bar.preferences.fontSize
                Accessible.name: bar.texts.type_size
                onMoved: bar.preferences.fontSize = value
            }

            PushButton {
                objectName: "largerButton"
                implicitWidth: Theme.target
                padding: 0
                text: "＋"
                font.pixelSize: Theme.sizeLarge
                enabled: bar.preferences.fontSize < bar.preferences.largestType
                Accessible.name: bar.texts.type_larger
                onClicked: bar.preferences.enlarge()
            }

            Text {
                visible: !bar.narrow
                Layout.preferredWidth: 28
                text: bar.preferences.fontSize
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Theme.sizeBody
                color: Theme.text
                Accessible.ignored: true
            }
        }

        Row {
            spacing: 6
            Accessible.role: Accessible.Grouping
            Accessible.name: bar.texts.theme

            Repeater {
                model: bar.preferences.themes

                PushButton {
                    required property string modelData

                    objectName: "theme_" + modelData
                    text: bar.texts["theme_" + modelData]
                    checked: bar.preferences.theme === modelData
                    Accessible.role: Accessible.RadioButton
                    Accessible.checked: checked
                    onClicked: bar.preferences.theme = modelData
                }
            }
        }

        PushButton {
            id: glossaryButton
            objectName: "glossaryButton"
            text: bar.texts.glossary
            onClicked: bar.glossaryWanted()
        }

        PushButton {
            objectName: "fullScreenButton"
            implicitWidth: 124
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
