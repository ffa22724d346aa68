// A colour of the looks: one of a few, and the one from the settings file where it is another.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

RowLayout {
    id: chooser

    required property var event
    required property var texts
    required property string name
    readonly property string label: texts["event_look_" + name]
    readonly property var offered: Theme.projectorColours
    readonly property string chosen: event.look[name]
    readonly property bool own: !Object.values(offered).includes(chosen)

    spacing: 6

    Text {
        Layout.fillWidth: true
        textFormat: Text.PlainText
        text: chooser.label
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.text
    }

    Repeater {
        model: Object.keys(chooser.offered).concat(chooser.own ? ["own"] : [])

        AbstractButton {
            id: swatch

            required property string modelData
            readonly property string value: chooser.offered[modelData] ?? chooser.chosen

            objectName: "eventColour_" + chooser.name + "_" + modelData
            implicitWidth: 44
            implicitHeight: Theme.target
            focusPolicy: Qt.StrongFocus
            checked: value === chooser.chosen

            Accessible.role: Accessible.RadioButton
            Accessible.name: chooser.label + " " + chooser.texts["event_colour_" + modelData]
            Accessible.checked: checked

            Keys.onReturnPressed: click()
            Keys.onEnterPressed: click()
            onClicked: chooser.event.change(chooser.name, swatch.value)

            Rectangle {
                anchors.fill: parent
                anchors.margins: swatch.checked ? 0 : 6
                radius: Theme.radius - 2
                color: swatch.value
                border.width: swatch.checked ? 4 : 1
                border.color: swatch.checked ? Theme.accent : Theme.controlBorder

                // A ring of the other lightness: the chosen one is not told by colour alone.
                Rectangle {
                    anchors.fill: parent
                    anchors.margins: 4
                    visible: swatch.checked
                    radius: Theme.radius - 4
                    color: "transparent"
                    border.width: 2
                    border.color: Theme.surface
                }

                FocusRing { shown: swatch.visualFocus }
            }
        }
    }
}
